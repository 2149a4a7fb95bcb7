package io.vicinal.bench.report.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a series beside the end of its line.
 *
 * @param series whose name
 * @param fromX the end of the line
 * @param fromY the end of the line
 * @param y the middle of the text
 */
record Label(Series series, double fromX, double fromY, double y) {
    /** Returns a label for each line whose end can be seen. None overlaps another. */
    static List<Label> of(LinePlot plot, Frame frame) {
        List<Series> named = new ArrayList<>();
        List<Mark> ends = new ArrayList<>();
        for (Series series : plot.series()) {
            List<Mark> shown = series.marks().stream()
                    .filter(mark -> mark.onLine() && frame.shows(mark))
                    .toList();
            if (!series.secondary() && !shown.isEmpty()) {
                named.add(series);
                ends.add(shown.get(shown.size() - 1));
            }
        }
        double[] wanted = ends.stream().mapToDouble(end -> frame.y(end.y())).toArray();
        double half = frame.size().font() / 2;
        double[] places = Spread.of(wanted, Frame.gap(frame.size().font()), frame.top() + half, frame.bottom() - half);
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            labels.add(new Label(named.get(i), frame.x(ends.get(i).x()), wanted[i], places[i]));
        }
        return labels;
    }

    void draw(Markup svg, Frame frame) {
        double font = frame.size().font();
        double x = frame.right() + Frame.LEADER;
        boolean bold = series.emphasised();
        svg.open(
                "g",
                "class",
                "label " + Look.classes(series.look()) + (bold ? " ours" : ""),
                "data-series",
                series.name());
        svg.empty(
                "path",
                "class",
                "leader",
                "d",
                "M%s %sL%s %sL%s %s"
                        .formatted(
                                Markup.coordinate(fromX + 6),
                                Markup.coordinate(fromY),
                                Markup.coordinate(Math.max(fromX + 6, frame.right() + 2)),
                                Markup.coordinate(fromY),
                                Markup.coordinate(x - 15),
                                Markup.coordinate(y)));
        String place = "translate(%s %s)".formatted(Markup.coordinate(x - 9), Markup.coordinate(y));
        svg.empty("path", "class", "mark", "transform", place, "d", Look.shape(series.look()));
        String text = TextWidth.clip(series.name(), frame.labelWidth(), font, bold);
        svg.element("text", text, "x", x, "y", y + 0.35 * font);
        svg.close();
    }
}
