package io.vicinal.bench.dataset;

/** How many vectors become queries that are measured, and how many others warm up. */
record HeldOut(int queries, int warmup) {
    static final HeldOut USUAL = new HeldOut(1000, 300);

    int total() {
        return queries + warmup;
    }
}
