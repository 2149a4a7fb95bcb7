package io.vicinal.bench.report.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines with marks over two scales, each with a label beside its end.
 *
 * @param id unlike that of any other plot of the page
 * @param title what is shown
 * @param description what is seen, for those who can't see it
 * @param x the horizontal scale
 * @param y the vertical scale
 * @param series the lines, the first drawn on top
 */
public record LinePlot(String id, String title, String description, Axis x, Axis y, List<Series> series) {
    /**
     * Draws it for a page that has the style sheet.
     *
     * @param size how large
     * @return an SVG element
     */
    public String draw(Size size) {
        String name = id + "-" + size.name();
        Frame frame = Frame.of(this, size, 0);
        Markup svg = new Markup();
        svg.open(
                "svg",
                "class",
                "plot " + size.name(),
                "viewBox",
                "0 0 %d %.0f".formatted(size.width(), frame.height()),
                "role",
                "img",
                "aria-labelledby",
                name + "-t " + name + "-d");
        content(svg, frame, name);
        return svg.close().toString();
    }

    /**
     * Draws it as a file of its own.
     *
     * @param size how large
     * @param subtitle a line under the title
     * @param style the style sheet
     * @return an SVG document
     */
    public String document(Size size, String subtitle, String style) {
        double font = size.font();
        Frame frame = Frame.of(this, size, 4.2 * font);
        Markup svg = new Markup();
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "plot",
                "viewBox",
                "0 0 %d %.0f".formatted(size.width(), frame.height()),
                "width",
                size.width(),
                "height",
                "%.0f".formatted(frame.height()),
                "role",
                "img",
                "aria-labelledby",
                id + "-t " + id + "-d");
        svg.element("style", style);
        svg.empty("rect", "class", "paper", "width", "100%", "height", "100%");
        double width = size.width() - 2 * font;
        svg.element("text", TextWidth.clip(title, width, 1.3 * font, true), "class", "title", "x", font, "y", 2 * font);
        svg.element(
                "text",
                TextWidth.clip(subtitle, width, font, false),
                "class",
                "axis",
                "x",
                font,
                "y",
                3.6 * font,
                "font-size",
                font);
        content(svg, frame, id);
        return svg.close() + "\n";
    }

    private void content(Markup svg, Frame frame, String name) {
        svg.element("title", title, "id", name + "-t");
        svg.element("desc", description, "id", name + "-d");
        svg.open("g", "font-size", frame.size().font());
        scales(svg, frame);
        svg.open("clipPath", "id", name + "-c");
        svg.empty(
                "rect",
                "x",
                frame.left() - 7,
                "y",
                frame.top() - 7,
                "width",
                frame.right() - frame.left() + 14,
                "height",
                frame.bottom() - frame.top() + 14);
        svg.close();
        List<Label> labels = Label.of(this, frame);
        for (int i = series.size() - 1; i >= 0; i--) {
            series(svg, frame, series.get(i), name);
        }
        labels.forEach(label -> label.draw(svg, frame));
        svg.close();
    }

    private void scales(Markup svg, Frame frame) {
        double font = frame.size().font();
        for (Axis.Tick tick : y.ticks(frame.bottom() - frame.top(), font)) {
            double at = frame.bottom() - tick.at() * (frame.bottom() - frame.top());
            svg.empty("path", "class", "grid", "d", "M%s %sH%s".formatted(at(frame.left()), at(at), at(frame.right())));
            svg.element("text", tick.label(), "class", "tick end", "x", frame.left() - 7, "y", at + 0.35 * font);
        }
        double widest = TextWidth.of("0.9999", font, false);
        for (Axis.Tick tick : x.ticks(frame.right() - frame.left(), widest)) {
            double at = frame.left() + tick.at() * (frame.right() - frame.left());
            svg.empty("path", "class", "grid", "d", "M%s %sV%s".formatted(at(at), at(frame.top()), at(frame.bottom())));
            svg.element("text", tick.label(), "class", "tick mid", "x", at, "y", frame.bottom() + 1.6 * font);
        }
        svg.element("text", y.title(), "class", "axis", "x", frame.head() > 0 ? font : 0, "y", frame.top() - font);
        double middle = (frame.left() + frame.right()) / 2;
        svg.element("text", x.title(), "class", "axis mid", "x", middle, "y", frame.bottom() + 3.3 * font);
    }

    private void series(Markup svg, Frame frame, Series series, String name) {
        String classes = "series " + Look.classes(series.look())
                + (series.emphasised() ? " ours" : "")
                + (series.secondary() ? " second" : "");
        svg.open("g", "class", classes, "data-series", series.name(), "clip-path", "url(#" + name + "-c)");
        List<String> line = new ArrayList<>();
        for (Mark mark : series.marks()) {
            if (mark.onLine()) {
                line.add(at(frame.x(mark.x())) + " " + at(frame.y(mark.y())));
            }
        }
        if (!line.isEmpty()) {
            svg.empty("path", "class", "line", "d", "M" + String.join("L", line));
        }
        for (Mark mark : series.marks()) {
            if (frame.shows(mark)) {
                mark(svg, frame, series, mark);
            }
        }
        svg.close();
    }

    private static void mark(Markup svg, Frame frame, Series series, Mark mark) {
        String x = at(frame.x(mark.x()));
        if (mark.onLine() && mark.high() > mark.low()) {
            String path = "M%s %sV%s".formatted(x, at(frame.y(mark.low())), at(frame.y(mark.high())));
            svg.empty("path", "class", "range", "d", path);
        }
        svg.empty(
                "path",
                "class",
                mark.onLine() ? "mark" : "mark off",
                "data-key",
                mark.key(),
                "transform",
                "translate(%s %s)".formatted(x, at(frame.y(mark.y()))),
                "d",
                Look.shape(series.look()));
    }

    private static String at(double coordinate) {
        return Markup.coordinate(coordinate);
    }
}
