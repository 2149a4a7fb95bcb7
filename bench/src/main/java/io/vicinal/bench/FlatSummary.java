package io.vicinal.bench;

import io.vicinal.bench.report.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Flat search as a fraction of what one thread read from memory in the same run, and what batches and threads add. */
final class FlatSummary {
    private static final String SEARCH = "flat.FlatSearch.";
    private static final String READ = "flat.ReadBandwidth.";

    private FlatSummary() {}

    static String of(Measurements run) {
        return bandwidths(run.of(READ)) + searches(run.of(SEARCH), fastest(run.of(READ)));
    }

    private static String bandwidths(Measurements reads) {
        if (reads.all().isEmpty()) {
            return "";
        }
        return reads.all().stream()
                .map(read ->
                        "%s %s".formatted(read.benchmark().substring(READ.length()), Table.number(bandwidth(read))))
                .collect(Collectors.joining(", ", "\nOne thread reads, GB/s: ", "\n"));
    }

    private static double fastest(Measurements reads) {
        Optional<Double> fastest =
                reads.all().stream().map(FlatSummary::bandwidth).max(Double::compare);
        return fastest.orElse(Double.NaN);
    }

    /** Bytes a nanosecond are GB/s. */
    private static double bandwidth(Measurement read) {
        return bytes(read.parameters().getOrDefault("mib", "0"), "1") / read.nanos();
    }

    private static String searches(Measurements searches, double bandwidth) {
        Table table = new Table(
                "Exact search, k = 10, one thread unless said otherwise",
                List.of(
                        "",
                        "dimension",
                        "MiB",
                        "ms a query",
                        "GB/s",
                        "of bandwidth",
                        "ms in batches of 8",
                        "gain",
                        "ms on two threads",
                        "gain",
                        "bytes allocated"));
        for (String metric : List.of("dot", "cosine", "euclidean")) {
            for (String mib : searches.values("mib")) {
                for (String dimension : searches.values("dimension")) {
                    add(table, searches, Map.of("metric", metric, "mib", mib, "dimension", dimension), bandwidth);
                }
            }
        }
        return table.isEmpty() ? "" : table.toString();
    }

    private static void add(Table table, Measurements searches, Map<String, String> parameters, double bandwidth) {
        double one = searches.nanos(SEARCH + "oneQuery", parameters);
        double batch = searches.nanos(SEARCH + "eightQueriesAPass", parameters);
        double twoThreads = searches.nanos(SEARCH + "twoThreads", parameters);
        if (Double.isNaN(one) && Double.isNaN(batch) && Double.isNaN(twoThreads)) {
            return;
        }
        String mib = parameters.getOrDefault("mib", "0");
        String dimension = parameters.getOrDefault("dimension", "1");
        double read = bytes(mib, dimension) / one;
        double percent = 100 * read / bandwidth;
        table.add(List.of(
                parameters.getOrDefault("metric", ""),
                dimension,
                mib,
                Table.number(one / 1e6),
                Table.number(read),
                Double.isNaN(percent) ? "-" : "%.0f %%".formatted(percent),
                Table.number(batch / 1e6),
                Table.times(one, batch),
                Table.number(twoThreads / 1e6),
                Table.times(one, twoThreads),
                Table.number(searches.allocated(SEARCH + "oneQuery", parameters))));
    }

    /** Returns the bytes of the whole rows that fit into so many MiB. */
    private static double bytes(String mib, String dimension) {
        long row = Long.parseLong(dimension) * Float.BYTES;
        return (Long.parseLong(mib) << 20) / row * row;
    }
}
