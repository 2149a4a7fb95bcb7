package io.vicinal.bench;

import io.vicinal.bench.report.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** What a run gave, for the summaries. What was not measured is NaN, since users may run any part of a suite. */
final class Measurements {
    static final String PACKAGE = "io.vicinal.bench.";

    private static final double STEADY = 1.3;

    private final List<Measurement> all;

    Measurements(List<Measurement> all) {
        this.all = List.copyOf(all);
    }

    /** Takes over what was measured as time per operation, whatever its unit. */
    static Measurements of(Collection<RunResult> results) {
        List<Measurement> all = new ArrayList<>();
        for (RunResult result : results) {
            if (result.getParams().getMode() == Mode.AverageTime
                    || result.getParams().getMode() == Mode.SingleShotTime) {
                all.add(measurement(result));
            }
        }
        return new Measurements(all);
    }

    private static Measurement measurement(RunResult result) {
        BenchmarkParams params = result.getParams();
        Map<String, String> parameters = new TreeMap<>();
        for (String key : params.getParamsKeys()) {
            parameters.put(key, params.getParam(key));
        }
        // The median, because neighbours on the machine disturb single iterations.
        Statistics iterations = result.getPrimaryResult().getStatistics();
        double nanos = iterations.getPercentile(50) * params.getTimeUnit().toNanos(1);
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Measurement(
                params.getBenchmark().substring(PACKAGE.length()),
                parameters,
                nanos,
                iterations.getMax() / iterations.getMin(),
                allocated == null ? Double.NaN : allocated.getScore());
    }

    /** Returns nanoseconds an operation. */
    double nanos(String benchmark, Map<String, String> parameters) {
        return find(benchmark, parameters, Measurement::nanos);
    }

    /** Returns bytes allocated an operation. */
    double allocated(String benchmark, Map<String, String> parameters) {
        return find(benchmark, parameters, Measurement::allocated);
    }

    private double find(String benchmark, Map<String, String> parameters, ToDoubleFunction<Measurement> figure) {
        return all.stream()
                .filter(one -> one.benchmark().equals(benchmark)
                        && one.parameters().entrySet().containsAll(parameters.entrySet()))
                .mapToDouble(figure)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Returns those of the benchmarks whose names begin so. */
    Measurements of(String prefix) {
        return new Measurements(
                all.stream().filter(one -> one.benchmark().startsWith(prefix)).toList());
    }

    /** Names those whose iterations differ so much that their figures can't be relied on; empty if there are none. */
    String unsteady() {
        String names = all.stream()
                .filter(one -> one.spread() > STEADY)
                .map(one -> "  %s %s: %s x\n".formatted(one.benchmark(), one.parameters(), Table.number(one.spread())))
                .collect(Collectors.joining());
        String title = "\nUnsteady, slowest iteration / fastest (a busy machine, or too short a warm-up):\n";
        return names.isEmpty() ? "" : title + names;
    }

    List<Measurement> all() {
        return all;
    }

    /** Returns the values that a numeric parameter took, ascending. */
    List<String> values(String parameter) {
        return all.stream()
                .map(one -> one.parameters().getOrDefault(parameter, ""))
                .filter(value -> !value.isEmpty())
                .distinct()
                .sorted(Comparator.comparingDouble(Double::parseDouble))
                .toList();
    }
}
