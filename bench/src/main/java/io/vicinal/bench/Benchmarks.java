package io.vicinal.bench;

/** Entry point of the benchmarks. */
public final class Benchmarks {
    private Benchmarks() {}
}
