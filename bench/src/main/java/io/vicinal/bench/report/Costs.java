package io.vicinal.bench.report;

import io.vicinal.bench.report.plot.Markup;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What speed costs: latency, build, memory, disk, each as bars. */
final class Costs {
    private static final double NOTHING = Double.NaN;

    private Costs() {}

    static void write(Markup html, ArenaResult result) {
        List<EngineRuns> engines = EngineRuns.bySpeed(result);
        for (Bars bars : all(rows(result))) {
            bars.write(html, engines);
        }
    }

    private static List<Bars> all(OptionalDouble rows) {
        String recall = "%.2f".formatted(EngineRuns.USUAL_RECALL);
        ToDoubleFunction<EngineRuns> heap =
                engine -> rows.isPresent() ? engine.build().heapBytes() / rows.getAsDouble() : NOTHING;
        return List.of(
                new Bars(
                        "Latency, slowest 1 % of queries",
                        "At recall " + recall + ", interpolated; one that always finds more is shown at its fastest.",
                        engine -> engine.at(EngineRuns.USUAL_RECALL).p99Micros(),
                        Figures::micros),
                new Bars("Build time", "Wall clock.", of(Point::buildSeconds), Figures::seconds),
                new Bars(
                        "Processor time of the build",
                        "Over all threads.",
                        of(Point::buildCpuSeconds),
                        Figures::seconds),
                new Bars(
                        "Memory for each vector",
                        rows.isPresent() ? "The inner part, and in brackets: on the Java heap." : "",
                        of(Point::bytesPerVector),
                        heap,
                        Figures::plainBytes),
                new Bars(
                        "Memory of the process",
                        "Resident, after the build.",
                        of(Point::residentBytes),
                        Figures::bytes),
                new Bars("Saved index", "Size of its files.", of(Point::indexBytes), Figures::bytes),
                new Bars(
                        "Time to open",
                        "From opening to the first answer, in a fresh process. The inner part, and in brackets: until it is open.",
                        of(Point::firstAnswerMillis),
                        of(Point::openMillis),
                        Figures::millis),
                new Bars(
                        "Java heap taken by a query",
                        "Bytes allocated.",
                        of(Point::allocationPerQuery),
                        Figures::bytes));
    }

    private static ToDoubleFunction<EngineRuns> of(ToDoubleFunction<Point> figure) {
        return engine -> figure.applyAsDouble(engine.build());
    }

    /** Heap is measured for the whole index, so its part of a vector needs the number of rows. */
    private static OptionalDouble rows(ArenaResult result) {
        String digits = result.datasetFacts().getOrDefault("rows", "").replaceAll("[,.\\s_]", "");
        return digits.matches("[1-9][0-9]{0,17}")
                ? OptionalDouble.of(Double.parseDouble(digits))
                : OptionalDouble.empty();
    }
}
