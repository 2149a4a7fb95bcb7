package io.vicinal.bench.dataset;

/** Neighbours that another tool found, each query's best first, and what to call them in messages. */
@SuppressWarnings("ArrayRecordComponent") // handed over once, and never compared
record GivenTruth(String origin, int[][] neighbours) {}
