package io.vicinal.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The points that no other one beats in both recall and speed. */
final class Front {
    private Front() {}

    /** Returns them with recall rising and queries a second falling. */
    static List<Point> of(Collection<Point> points) {
        List<Point> byRecall = points.stream()
                .filter(point -> Double.isFinite(point.recall()) && point.qps() > 0)
                .sorted(Comparator.comparingDouble(Point::recall)
                        .thenComparingDouble(Point::qps)
                        .reversed())
                .toList();
        List<Point> front = new ArrayList<>();
        for (Point point : byRecall) {
            if (front.isEmpty() || point.qps() > front.get(front.size() - 1).qps()) {
                front.add(point);
            }
        }
        Collections.reverse(front);
        return front;
    }
}
