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

/** For each kind of filter two plots, of speed and of recall, over the part of the rows that is allowed. */
final class FilteredPlots {
    private FilteredPlots() {}

    static List<LinePlot> of(ArenaResult result) {
        List<FilteredPoint> chosen = FilteredChoice.of(result.filtered());
        Axis allowed = LogAxis.around(
                "Part of the rows that is allowed", chosen.stream().mapToDouble(FilteredPoint::selectivity));
        LogAxis speed = LogAxis.around("Queries a second", chosen.stream().mapToDouble(FilteredPoint::qps));
        double lowest = chosen.stream().mapToDouble(FilteredPoint::recall).min().orElse(0);
        LinearAxis recall =
                new LinearAxis("Recall of the %d nearest".formatted(result.k()), Math.min(0.8, lowest - 0.02), 1);
        List<LinePlot> plots = new ArrayList<>();
        for (String filter :
                chosen.stream().map(FilteredPoint::filter).distinct().toList()) {
            String id = "filter" + plots.size();
            List<Series> speeds = series(result, chosen, filter, FilteredPoint::qps);
            List<Series> recalls = series(result, chosen, filter, FilteredPoint::recall);
            plots.add(new LinePlot(id + "-qps", "Speed, filter " + filter, title(filter), allowed, speed, speeds));
            plots.add(
                    new LinePlot(id + "-recall", "Recall, filter " + filter, title(filter), allowed, recall, recalls));
        }
        return plots;
    }

    private static String title(String filter) {
        return "Engines with %s filters, over the part of the rows that is allowed".formatted(filter);
    }

    private static List<Series> series(
            ArenaResult result, List<FilteredPoint> chosen, String filter, ToDoubleFunction<FilteredPoint> figure) {
        List<Series> series = new ArrayList<>();
        for (EngineRuns engine : EngineRuns.of(result)) {
            List<Mark> marks = chosen.stream()
                    .filter(point -> point.engine().equals(engine.engine())
                            && point.filter().equals(filter))
                    .sorted(Comparator.comparingDouble(FilteredPoint::selectivity))
                    .map(point -> new Mark(
                            "filtered:" + result.filtered().indexOf(point),
                            point.selectivity(),
                            figure.applyAsDouble(point),
                            Double.NaN,
                            Double.NaN,
                            true))
                    .toList();
            if (!marks.isEmpty()) {
                series.add(new Series(engine.engine(), engine.look(), engine.ours(), false, marks));
            }
        }
        return series;
    }
}
