package io.vicinal.bench.contender;

import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the process of a contender is started with.
 *
 * @param engine the contender's name
 * @param spec what it is to be
 * @param base the rows, {@code .fvecs}
 * @param queries the queries that are measured, {@code .fvecs}
 * @param warmup other queries, {@code .fvecs}
 * @param threads threads that search
 * @param k how many neighbours to search for
 */
public record ContenderTask(
        String engine, ContenderSpec spec, Path base, Path queries, Path warmup, int threads, int k) {
    /**
     * Returns the arguments of the process.
     *
     * @return {@code name=value} each
     */
    public List<String> toArguments() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("engine", engine);
        values.put("base", base);
        values.put("queries", queries);
        values.put("warmup", warmup);
        values.put("metric", spec.metric().label());
        values.put("dimension", spec.dimension());
        values.put("connections", spec.connections());
        values.put("build-effort", spec.buildEffort());
        values.put("build-threads", spec.buildThreads());
        values.put("threads", threads);
        values.put("k", k);
        values.put("folder", spec.folder());
        List<String> arguments = new ArrayList<>();
        values.forEach((name, value) -> arguments.add(name + "=" + value));
        return arguments;
    }

    /**
     * Reads the arguments of a process.
     *
     * @param arguments as {@link #toArguments} made them
     * @return the task
     * @throws IllegalArgumentException if one is missing or wrong
     */
    static ContenderTask parse(List<String> arguments) {
        Arguments values = new Arguments(new Message("arguments", arguments).values());
        ContenderSpec spec = new ContenderSpec(
                values.number("dimension"),
                Metric.ofLabel(values.text("metric")),
                values.number("connections"),
                values.number("build-effort"),
                values.number("build-threads"),
                values.path("folder"));
        return new ContenderTask(
                values.text("engine"),
                spec,
                values.path("base"),
                values.path("queries"),
                values.path("warmup"),
                values.number("threads"),
                values.number("k"));
    }

    private record Arguments(Map<String, String> values) {
        String text(String name) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("argument %s is missing".formatted(name));
            }
            return value;
        }

        Path path(String name) {
            return Path.of(text(name));
        }

        int number(String name) {
            return Integer.parseInt(text(name));
        }
    }
}
