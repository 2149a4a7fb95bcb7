package io.vicinal.bench.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of the efforts that a filter was searched with. */
final class FilteredChoice {
    /** What an answer must reach to be worth comparing by its speed. */
    static final double RECALL = 0.9;

    private FilteredChoice() {}

    /** Returns, for each engine and filter, the fastest point that reaches the recall, or else the one that finds most. */
    static List<FilteredPoint> of(List<FilteredPoint> points) {
        Comparator<FilteredPoint> better = Comparator.comparing(FilteredChoice::reaches)
                .thenComparingDouble(point -> reaches(point) ? point.qps() : point.recall());
        Map<List<Object>, FilteredPoint> best = new LinkedHashMap<>();
        for (FilteredPoint point : points) {
            best.merge(
                    List.of(point.engine(), point.filter(), point.selectivity()),
                    point,
                    (one, other) -> better.compare(one, other) >= 0 ? one : other);
        }
        return List.copyOf(best.values());
    }

    static boolean reaches(FilteredPoint point) {
        return point.recall() >= RECALL;
    }
}
