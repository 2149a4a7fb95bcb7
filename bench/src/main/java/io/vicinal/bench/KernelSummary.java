package io.vicinal.bench;

import io.vicinal.bench.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How many times faster: SIMD than the plain loop, SIMD than scalar, bulk than one by one. */
final class KernelSummary {
    private static final List<String> METRICS = List.of("dot", "cosine", "squaredEuclidean");
    private static final List<String> WIDTHS = List.of("Scalar", "Bits256", "Bits512");
    private static final List<String> WIDTH_TITLES = List.of("scalar", "256 bit", "512 bit");
    private static final List<String> SIMD_TITLES = WIDTH_TITLES.subList(1, WIDTH_TITLES.size());

    private KernelSummary() {}

    static String of(Measurements run) {
        return arrays(run.of("kernels.ArrayPairs"), run.of("kernels.PlainLoop"))
                + rows(run.of("kernels.RowsInBulk"))
                + bulk(run.of("kernels.RowsInBulk"), run.of("kernels.RowsOneByOne"))
                + allocation(run);
    }

    private static String arrays(Measurements kernels, Measurements plainLoops) {
        Table table = new Table(
                "Two arrays, ns a pair",
                join(List.of("", "dimension", "plain loop"), WIDTH_TITLES, List.of("SIMD / plain loop")));
        for (String metric : METRICS) {
            for (String dimension : kernels.values("dimension")) {
                Map<String, String> parameters = Map.of("dimension", dimension);
                double plain = plainLoops.nanos("kernels.PlainLoop." + metric, parameters);
                List<Double> nanos = widths(kernels, "kernels.ArrayPairs", metric, parameters);
                add(table, List.of(metric, dimension, Table.number(plain)), nanos, plain);
            }
        }
        return text(table);
    }

    private static String rows(Measurements kernels) {
        Table table = new Table(
                "Rows at random places in so much memory, in bulk, ns a row",
                join(List.of("", "dimension", "MiB"), WIDTH_TITLES, List.of("SIMD / scalar")));
        for (String metric : METRICS) {
            for (String mib : kernels.values("mib")) {
                for (String dimension : kernels.values("dimension")) {
                    Map<String, String> parameters = Map.of("dimension", dimension, "mib", mib);
                    List<Double> nanos = widths(kernels, "kernels.RowsInBulk", metric, parameters);
                    add(table, List.of(metric, dimension, mib), nanos, nanos.get(0));
                }
            }
        }
        return text(table);
    }

    private static String bulk(Measurements inBulk, Measurements oneByOne) {
        Table table = new Table(
                "Rows at random places in so much memory, ns a row one by one -> in bulk, and how many times faster",
                join(List.of("", "dimension", "MiB"), SIMD_TITLES, List.of()));
        for (String metric : METRICS) {
            for (String mib : oneByOne.values("mib")) {
                for (String dimension : oneByOne.values("dimension")) {
                    Map<String, String> parameters = Map.of("dimension", dimension, "mib", mib);
                    List<Double> one = widths(oneByOne, "kernels.RowsOneByOne", metric, parameters);
                    List<Double> many = widths(inBulk, "kernels.RowsInBulk", metric, parameters);
                    List<String> cells = new ArrayList<>(List.of(metric, dimension, mib));
                    for (int i = 1; i < one.size(); i++) {
                        cells.add("%s -> %s = %s"
                                .formatted(
                                        Table.number(one.get(i)),
                                        Table.number(many.get(i)),
                                        Table.times(one.get(i), many.get(i))));
                    }
                    if (measured(one) && measured(many)) {
                        table.add(cells);
                    }
                }
            }
        }
        return text(table);
    }

    private static String allocation(Measurements run) {
        double most = run.all().stream()
                .mapToDouble(Measurement::allocated)
                .filter(bytes -> !Double.isNaN(bytes))
                .max()
                .orElse(Double.NaN);
        return "\nAllocated: at most %s bytes an operation\n".formatted(Table.number(most));
    }

    private static List<Double> widths(
            Measurements kernels, String benchmark, String metric, Map<String, String> parameters) {
        return WIDTHS.stream()
                .map(width -> kernels.nanos(benchmark + "." + width + "." + metric, parameters))
                .toList();
    }

    /** Adds a row that ends with the ratio of a slow way to the faster of the SIMD widths. */
    private static void add(Table table, List<String> beginning, List<Double> nanos, double slow) {
        double simd = nanos.stream()
                .skip(1)
                .filter(value -> !Double.isNaN(value))
                .min(Double::compare)
                .orElse(Double.NaN);
        List<String> cells = nanos.stream().map(Table::number).toList();
        if (measured(nanos)) {
            table.add(join(beginning, cells, List.of(Table.times(slow, simd))));
        }
    }

    private static boolean measured(List<Double> nanos) {
        return nanos.stream().anyMatch(value -> !Double.isNaN(value));
    }

    private static List<String> join(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }

    private static String text(Table table) {
        return table.isEmpty() ? "" : table.toString();
    }
}
