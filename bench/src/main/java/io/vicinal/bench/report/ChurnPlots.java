package io.vicinal.bench.report;

import io.vicinal.bench.report.plot.Axis;
import io.vicinal.bench.report.plot.LinePlot;
import io.vicinal.bench.report.plot.LinearAxis;
import io.vicinal.bench.report.plot.LogAxis;
import io.vicinal.bench.report.plot.Mark;
import io.vicinal.bench.report.plot.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Recall and speed over the part of the rows that was replaced since the build. */
final class ChurnPlots {
    private ChurnPlots() {}

    static List<LinePlot> of(ArenaResult result) {
        if (result.churned().isEmpty()) {
            return List.of();
        }
        List<List<ChurnPoint>> engines = EngineRuns.of(result).stream()
                .map(engine -> oneEffort(result, engine))
                .toList();
        List<ChurnPoint> all = engines.stream().flatMap(List::stream).toList();
        double most = all.stream().mapToDouble(ChurnPoint::replaced).max().orElse(1);
        Axis replaced = new LinearAxis("Part of the rows replaced", 0, Math.max(most, 0.01));
        double lowest = all.stream()
                .mapToDouble(point -> Math.min(point.recall(), point.freshRecall()))
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        LinearAxis recall =
                new LinearAxis("Recall of the %d nearest".formatted(result.k()), Math.min(0.9, lowest - 0.01), 1);
        LogAxis speed = LogAxis.around("Queries a second", all.stream().mapToDouble(ChurnPoint::qps));
        List<Series> recalls = new ArrayList<>(series(result, false, ChurnPoint::recall));
        recalls.addAll(series(result, true, ChurnPoint::freshRecall));
        String what = "Engines after a part of their rows was replaced";
        return List.of(
                new LinePlot("churn-recall", "Recall after changes", what, replaced, recall, recalls),
                new LinePlot(
                        "churn-qps",
                        "Speed after changes",
                        what,
                        replaced,
                        speed,
                        series(result, false, ChurnPoint::qps)));
    }

    /** Where several efforts were measured, the one whose fresh index is closest to the usual recall stands for all. */
    private static List<ChurnPoint> oneEffort(ArenaResult result, EngineRuns engine) {
        List<ChurnPoint> points = result.churned().stream()
                .filter(point -> point.engine().equals(engine.engine()))
                .toList();
        return points.stream()
                .min(Comparator.comparingDouble(ChurnPlots::distance))
                .map(chosen -> points.stream()
                        .filter(point -> point.effort() == chosen.effort()
                                && point.parameters().equals(chosen.parameters()))
                        .sorted(Comparator.comparingDouble(ChurnPoint::replaced))
                        .toList())
                .orElse(List.of());
    }

    private static double distance(ChurnPoint point) {
        double recall = Double.isNaN(point.freshRecall()) ? point.recall() : point.freshRecall();
        return Math.abs(recall - EngineRuns.USUAL_RECALL);
    }

    private static List<Series> series(ArenaResult result, boolean fresh, ToDoubleFunction<ChurnPoint> figure) {
        List<Series> series = new ArrayList<>();
        for (EngineRuns engine : EngineRuns.of(result)) {
            List<Mark> marks = oneEffort(result, engine).stream()
                    .filter(point -> Double.isFinite(figure.applyAsDouble(point)))
                    .map(point -> new Mark(
                            "churned:" + result.churned().indexOf(point),
                            point.replaced(),
                            figure.applyAsDouble(point),
                            Double.NaN,
                            Double.NaN,
                            true))
                    .toList();
            if (!marks.isEmpty()) {
                series.add(new Series(engine.engine(), engine.look(), engine.ours(), fresh, marks));
            }
        }
        return series;
    }
}
