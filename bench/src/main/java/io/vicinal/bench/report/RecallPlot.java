package io.vicinal.bench.report;

import io.vicinal.bench.report.plot.Axis;
import io.vicinal.bench.report.plot.LinePlot;
import io.vicinal.bench.report.plot.LinearAxis;
import io.vicinal.bench.report.plot.LogAxis;
import io.vicinal.bench.report.plot.Mark;
import io.vicinal.bench.report.plot.RecallAxis;
import io.vicinal.bench.report.plot.Series;
import io.vicinal.bench.report.plot.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/** The plot of recall against speed: a line for each engine, over the points that none of its other points beats. */
final class RecallPlot {
    private static final double LINEAR_FROM = 0.8;

    private RecallPlot() {}

    /** Returns the plot with a scale that opens up towards recall 1. */
    static LinePlot stretched(ArenaResult result) {
        List<Double> recalls = result.points().stream().map(Point::recall).toList();
        List<Double> best =
                EngineRuns.bySpeed(result).stream().map(EngineRuns::bestRecall).toList();
        return plot("recall", result, RecallAxis.of(title(result), recalls, best));
    }

    /** Returns the plot with an even scale of the upper part. */
    static LinePlot linear(ArenaResult result) {
        return plot("linear", result, new LinearAxis(title(result), LINEAR_FROM, 1));
    }

    /** Returns the plot as a document of its own. */
    static String picture(ArenaResult result) {
        return stretched(result).document(Size.PICTURE, DatasetLine.of(result), Template.text("plot.css"));
    }

    private static String title(ArenaResult result) {
        return "Recall of the %d nearest".formatted(result.k());
    }

    private static LinePlot plot(String id, ArenaResult result, Axis x) {
        DoubleStream shown = result.points().stream()
                .filter(point -> x.at(point.recall()) >= 0)
                .flatMapToDouble(point -> DoubleStream.of(point.qps(), point.qpsMin(), point.qpsMax()));
        List<Series> series = EngineRuns.of(result).stream()
                .map(engine -> new Series(
                        engine.engine(), engine.look(), engine.ours(), false, marks(result.points(), engine)))
                .toList();
        return new LinePlot(
                id,
                "Recall against speed: " + result.dataset(),
                Finding.of(result)
                        + " Each line joins the best points of an engine; further up and to the right is better.",
                x,
                LogAxis.around("Queries a second", shown),
                series);
    }

    private static List<Mark> marks(List<Point> all, EngineRuns engine) {
        Set<Point> front = Collections.newSetFromMap(new IdentityHashMap<>());
        front.addAll(Front.of(engine.points()));
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Point point = all.get(i);
            if (point.engine().equals(engine.engine())) {
                marks.add(new Mark(
                        "points:" + i,
                        point.recall(),
                        point.qps(),
                        point.qpsMin(),
                        point.qpsMax(),
                        front.contains(point)));
            }
        }
        marks.sort(Comparator.comparingDouble(Mark::x));
        return marks;
    }
}
