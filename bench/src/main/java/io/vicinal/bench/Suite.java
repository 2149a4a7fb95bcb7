package io.vicinal.bench;

import java.util.Arrays;
import java.util.Optional;

/** What {@code vicinal bench} can run: the benchmarks of one package. */
enum Suite {
    KERNELS("kernels", "dot, cosine and squared Euclidean: two arrays, rows in bulk and one by one (about 6 minutes)"),
    FLAT("flat", "whole exact searches, beside what one thread can read from memory (about 4 minutes)"),
    ANALYSIS("analysis", "all vectors compared with all, k-means, beside the kernel and plain loops (about 4 minutes)"),
    EMBEDDING("embedding", "answers of hosts to vectors, beside Jackson's databind; caches (about 2 minutes)");

    private final String label;
    private final String description;

    Suite(String label, String description) {
        this.label = label;
        this.description = description;
    }

    static Optional<Suite> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(suite -> suite.label.equals(label))
                .findFirst();
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    /** What the full names of its benchmarks begin with. */
    String prefix() {
        return Measurements.PACKAGE + label + ".";
    }

    /** What matters in the results, for people. */
    String summary(Measurements measurements) {
        String ratios = switch (this) {
            case KERNELS -> KernelSummary.of(measurements);
            case FLAT -> FlatSummary.of(measurements);
            case ANALYSIS ->
                AnalysisSummary.of(measurements, Runtime.getRuntime().availableProcessors());
            case EMBEDDING -> EmbeddingSummary.of(measurements);
        };
        return ratios + measurements.unsteady();
    }
}
