package io.vicinal.bench.report.plot;

/**
 * Where the parts of a plot lie, in pixels from the upper left.
 *
 * @param plot what is drawn
 * @param size how large
 * @param head room above it, for a title
 * @param height of all
 * @param left side of the scales
 * @param right side of the scales; the labels follow
 */
record Frame(LinePlot plot, Size size, double head, double height, double left, double right) {
    static final double LEADER = 30;

    private static final double WIDEST_LABEL = 0.34;

    static Frame of(LinePlot plot, Size size, double head) {
        double font = size.font();
        double labels = plot.series().stream()
                .filter(series -> !series.secondary())
                .mapToDouble(series -> TextWidth.of(series.name(), font, series.emphasised()))
                .max()
                .orElse(0);
        double column = Math.min(labels, WIDEST_LABEL * size.width()) + LEADER + 4;
        double ticks = plot.y().ticks(size.height(), font).stream()
                .mapToDouble(tick -> TextWidth.of(tick.label(), font, false))
                .max()
                .orElse(0);
        double margin = head > 0 ? font : 0;
        double height =
                Math.max(size.height(), head + 6.4 * font + plot.series().size() * gap(font));
        return new Frame(plot, size, head, height, ticks + 8 + margin, size.width() - column - margin);
    }

    static double gap(double font) {
        return 1.3 * font;
    }

    double top() {
        return head + 2.4 * size.font();
    }

    double bottom() {
        return height - 4 * size.font();
    }

    double labelWidth() {
        return size.width() - right - LEADER - 4;
    }

    double x(double value) {
        return left + plot.x().at(value) * (right - left);
    }

    double y(double value) {
        return bottom() - plot.y().at(value) * (bottom() - top());
    }

    /** Tells whether both scales reach a mark. */
    boolean shows(Mark mark) {
        double x = plot.x().at(mark.x());
        double y = plot.y().at(mark.y());
        return x >= -1e-9 && x <= 1 + 1e-9 && y >= -1e-9 && y <= 1 + 1e-9;
    }
}
