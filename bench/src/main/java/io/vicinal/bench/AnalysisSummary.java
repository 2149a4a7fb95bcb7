package io.vicinal.bench;

import io.vicinal.bench.report.Table;
import java.util.List;
import java.util.Map;

/** Looks at all vectors together, as a fraction of the kernel's own speed, and beside plain loops. */
final class AnalysisSummary {
    private static final String KERNEL = "analysis.KernelInCache.pair";
    private static final String JOIN = "analysis.SelfJoin.";
    private static final String CLUSTERS = "analysis.KMeans.iteration";
    private static final String PLAIN = "analysis.PlainKMeans.";

    private AnalysisSummary() {}

    static String of(Measurements run, int cores) {
        return joins(run, cores) + clusters(run);
    }

    private static String joins(Measurements run, int cores) {
        double kernel = run.nanos(KERNEL, Map.of());
        Table table = new Table(
                "50,000 vectors of 384 floats, each compared with each other once, on %d cores".formatted(cores),
                List.of("", "s", "ns a pair and core", "from cache", "of the kernel"));
        for (String kept : List.of("neighbours", "duplicates")) {
            double pair = run.nanos(JOIN + kept, Map.of());
            if (!Double.isNaN(pair)) {
                double percent = 100 * kernel / (pair * cores);
                table.add(List.of(
                        kept,
                        Table.number(pair * 25_000 * 49_999 / 1e9),
                        Table.number(pair * cores),
                        Table.number(kernel),
                        Double.isNaN(percent) ? "-" : "%.0f %%".formatted(percent)));
            }
        }
        return table.isEmpty() ? "" : table.toString();
    }

    private static String clusters(Measurements run) {
        double ours = run.nanos(CLUSTERS, Map.of());
        double one = run.nanos(PLAIN + "iteration", Map.of());
        double all = run.nanos(PLAIN + "iterationOnAllCores", Map.of());
        if (Double.isNaN(ours) && Double.isNaN(one) && Double.isNaN(all)) {
            return "";
        }
        Table table = new Table(
                "k-means, 100,000 vectors of 384 floats in 256 clusters, ms an iteration",
                List.of("", "plain loop", "on all cores", "vicinal", "gain", "over all cores"));
        table.add(List.of(
                "iteration",
                Table.number(one / 1e6),
                Table.number(all / 1e6),
                Table.number(ours / 1e6),
                Table.times(one, ours),
                Table.times(all, ours)));
        return table.toString();
    }
}
