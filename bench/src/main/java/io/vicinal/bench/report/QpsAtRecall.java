package io.vicinal.bench.report;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast one build of an engine is where it finds a given part of the true neighbours: between two points of its front, the
 * logarithm of what was measured is taken to change evenly with recall. A build with one point, which finds everything, is an
 * exact search: no effort would make it faster.
 *
 * @param qps queries a second; NaN where that recall is not reached
 * @param p99Micros 99 % of the queries take no longer; NaN where not reached or not measured
 * @param p99UsualMicros the same of the times that queries usually take
 * @param atLeast true where even the lowest effort finds more, so that a lower one might be faster
 * @param parameters what the engine was built with
 */
record QpsAtRecall(double qps, double p99Micros, double p99UsualMicros, boolean atLeast, String parameters) {
    /** Returns the speed of a build, whose points all have the same parameters. */
    static QpsAtRecall of(Collection<Point> build, double recall) {
        List<Point> front = Front.of(build);
        String parameters = build.stream().map(Point::parameters).findFirst().orElse("");
        boolean exact = build.size() == 1 && front.size() == 1 && front.get(0).recall() == 1;
        for (int i = 0; i < front.size(); i++) {
            Point point = front.get(i);
            if (point.recall() >= recall) {
                Point before = i == 0 || point.recall() == recall ? point : front.get(i - 1);
                return new QpsAtRecall(
                        between(before, point, recall, Point::qps),
                        between(before, point, recall, Point::p99Micros),
                        between(before, point, recall, Point::p99UsualMicros),
                        i == 0 && point.recall() > recall && !exact,
                        parameters);
            }
        }
        return new QpsAtRecall(Double.NaN, Double.NaN, Double.NaN, false, parameters);
    }

    private static double between(Point before, Point after, double recall, ToDoubleFunction<Point> figure) {
        double first = figure.applyAsDouble(before);
        double last = figure.applyAsDouble(after);
        if (before.recall() == after.recall()) {
            return last;
        }
        double part = (recall - before.recall()) / (after.recall() - before.recall());
        return Math.exp(Math.log(first) + part * (Math.log(last) - Math.log(first)));
    }

    /** Tells whether the recall was reached. */
    boolean reached() {
        return !Double.isNaN(qps);
    }

    /** Returns how many times as fast this is, with a sign where it is only a bound, and a dash where it can't be said. */
    String ratioTo(QpsAtRecall baseline) {
        boolean unknown = !reached() || !baseline.reached() || (atLeast && baseline.atLeast && qps != baseline.qps);
        if (unknown) {
            return Figures.NONE;
        }
        String sign = atLeast == baseline.atLeast ? "" : atLeast ? "≥\u202f" : "≤\u202f";
        return sign + Figures.ratio(qps / baseline.qps) + "\u202f×";
    }

    /** Returns queries a second for people. */
    String text() {
        return (atLeast ? "≥\u202f" : "") + Figures.rounded(qps);
    }
}
