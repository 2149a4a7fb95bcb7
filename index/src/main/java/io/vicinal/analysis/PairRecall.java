package io.vicinal.analysis;

/** How many of the pairs above a score a graph has, measured on rows spread evenly over all. */
final class PairRecall {
    static final int SAMPLE = 1024;

    private PairRecall() {}

    static double measure(Vectors vectors, KnnGraph graph, float threshold) {
        Sample sample = new Sample(vectors, SAMPLE);
        long[] counts = new long[2];
        sample.compare((number, row, tile, i) -> {
            int good = tile.atLeast(i, threshold);
            for (int g = 0; g < good; g++) {
                int other = tile.firstB() + tile.good(g);
                if (other != row) {
                    counts[0]++;
                    counts[1] += graph.has(row, other) || graph.has(other, row) ? 1 : 0;
                }
            }
        });
        return counts[0] == 0 ? 1 : (double) counts[1] / counts[0];
    }
}
