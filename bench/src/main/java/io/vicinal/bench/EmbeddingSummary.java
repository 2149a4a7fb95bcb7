package io.vicinal.bench;

import io.vicinal.bench.report.Table;
import java.util.List;
import java.util.Map;

/** How much faster answers are read than by databind, and how long caches take. */
final class EmbeddingSummary {
    private static final String DECODE = "embedding.DecodeBenchmark.";
    private static final String CACHE = "embedding.CacheBenchmark.get";

    private EmbeddingSummary() {}

    static String of(Measurements run) {
        return decoding(run.of(DECODE)) + caches(run.of(CACHE));
    }

    private static String decoding(Measurements run) {
        Table table = new Table(
                "Answers to vectors, ms",
                List.of("", "dimension", "vicinal", "databind", "gain", "bytes", "by databind"));
        for (String dimension : run.values("dimension")) {
            Map<String, String> parameters = Map.of("dimension", dimension);
            add(table, run, parameters, "numbers, as List<Double>", "vicinalNumbers", "databindLists");
            add(table, run, parameters, "numbers, as float[]", "vicinalNumbers", "databindArrays");
            add(table, run, parameters, "base64, as List<Double>", "vicinalBase64", "databindBase64Lists");
            add(table, run, parameters, "base64, as float[]", "vicinalBase64", "databindBase64");
        }
        return table.isEmpty() ? "" : table.toString();
    }

    private static void add(
            Table table, Measurements run, Map<String, String> parameters, String what, String ours, String theirs) {
        double fast = run.nanos(DECODE + ours, parameters);
        double slow = run.nanos(DECODE + theirs, parameters);
        if (Double.isNaN(fast) && Double.isNaN(slow)) {
            return;
        }
        table.add(List.of(
                what,
                parameters.getOrDefault("dimension", ""),
                Table.number(fast / 1e6),
                Table.number(slow / 1e6),
                Table.times(slow, fast),
                Table.number(run.allocated(DECODE + ours, parameters)),
                Table.number(run.allocated(DECODE + theirs, parameters))));
    }

    private static String caches(Measurements run) {
        Table table = new Table("One vector out of a cache", List.of("", "entries", "dimension", "µs", "bytes"));
        for (Measurement one : run.all()) {
            table.add(List.of(
                    one.parameters().getOrDefault("kind", ""),
                    one.parameters().getOrDefault("entries", ""),
                    one.parameters().getOrDefault("dimension", ""),
                    Table.number(one.nanos() / 1e3),
                    Table.number(one.allocated())));
        }
        return table.isEmpty() ? "" : table.toString();
    }
}
