package io.vicinal.index;

/** The answer to a query. */
public final class Hits {
    private Hits() {}
}
