package io.vicinal.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run has found of one engine, and how it is drawn.
 *
 * @param engine its name
 * @param look its colour and shape, the same in every plot
 * @param builds its points, those of one build together
 */
record EngineRuns(String engine, int look, List<List<Point>> builds) {
    /** The recalls that engines are compared at. */
    static final List<Double> RECALLS = List.of(0.90, 0.95, 0.99);

    /** The one that stands for all where there is room for one only. */
    static final double USUAL_RECALL = 0.95;

    private static final List<String> OURS = List.of("hnsw", "hnswlib", "flat");

    /** Returns the engines of a result: those of this library first, then the others, the fastest first. */
    static List<EngineRuns> of(ArenaResult result) {
        Map<String, Map<String, List<Point>>> byEngine = new LinkedHashMap<>();
        for (Point point : result.points()) {
            byEngine.computeIfAbsent(point.engine(), engine -> new LinkedHashMap<>())
                    .computeIfAbsent(point.parameters(), parameters -> new ArrayList<>())
                    .add(point);
        }
        List<String> names = names(result);
        return names.stream()
                .map(engine -> new EngineRuns(
                        engine,
                        look(engine, names),
                        List.copyOf(byEngine.getOrDefault(engine, Map.of()).values())))
                .sorted(Comparator.comparingInt(EngineRuns::place).thenComparing(fastestFirst()))
                .toList();
    }

    /** Returns the engines in the order of their speed. */
    static List<EngineRuns> bySpeed(ArenaResult result) {
        return of(result).stream()
                .filter(engine -> !engine.builds.isEmpty())
                .sorted(fastestFirst())
                .toList();
    }

    /** By name, so that an engine looks the same in the next run of the same engines. */
    private static List<String> names(ArenaResult result) {
        Stream<String> searched = result.points().stream().map(Point::engine);
        Stream<String> filtered = result.filtered().stream().map(FilteredPoint::engine);
        Stream<String> churned = result.churned().stream().map(ChurnPoint::engine);
        return Stream.of(searched, filtered, churned)
                .flatMap(engines -> engines)
                .distinct()
                .sorted()
                .toList();
    }

    private static int look(String engine, List<String> names) {
        if (OURS.contains(engine)) {
            return OURS.indexOf(engine);
        }
        return OURS.size()
                + (int) names.stream()
                        .filter(name -> !OURS.contains(name) && name.compareTo(engine) < 0)
                        .count();
    }

    private static Comparator<EngineRuns> fastestFirst() {
        Comparator<EngineRuns> bySpeed = Comparator.comparingDouble(engine -> {
            double qps = engine.at(USUAL_RECALL).qps();
            return Double.isNaN(qps) ? 0 : -qps;
        });
        return bySpeed.thenComparing(
                Comparator.comparingDouble(EngineRuns::bestRecall).reversed());
    }

    private int place() {
        return ours() ? OURS.indexOf(engine) : OURS.size();
    }

    /** Tells whether this is an engine of this library. */
    boolean ours() {
        return OURS.contains(engine);
    }

    /** Returns all of its points. */
    List<Point> points() {
        return builds.stream().flatMap(List::stream).toList();
    }

    /** Returns the speed of the build that is fastest at a recall. */
    QpsAtRecall at(double recall) {
        return builds.stream()
                .map(build -> QpsAtRecall.of(build, recall))
                .max(Comparator.comparingDouble(speed -> speed.reached() ? speed.qps() : -1))
                .orElse(new QpsAtRecall(Double.NaN, Double.NaN, Double.NaN, false, ""));
    }

    /** Returns the best recall of any build. */
    double bestRecall() {
        return points().stream()
                .mapToDouble(Point::recall)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    /** Returns a point of the build whose cost is shown: the fastest one at the usual recall, or else the one that finds most. */
    Point build() {
        QpsAtRecall usual = at(USUAL_RECALL);
        return points().stream()
                .filter(point -> !usual.reached() || point.parameters().equals(usual.parameters()))
                .max(Comparator.comparingDouble(Point::recall))
                .orElseThrow();
    }
}
