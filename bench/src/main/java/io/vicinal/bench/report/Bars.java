package io.vicinal.bench.report;

import io.vicinal.bench.report.plot.Look;
import io.vicinal.bench.report.plot.Markup;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * A figure of each engine as a bar, the lowest first.
 *
 * @param title what is measured
 * @param remark what the darker part is, or how it was measured; empty if there is nothing to say
 * @param value the figure; NaN where it was not measured
 * @param part a part of it, drawn darker; NaN for none
 * @param text the figure for people
 */
record Bars(
        String title,
        String remark,
        ToDoubleFunction<EngineRuns> value,
        ToDoubleFunction<EngineRuns> part,
        DoubleFunction<String> text) {
    Bars(String title, String remark, ToDoubleFunction<EngineRuns> value, DoubleFunction<String> text) {
        this(title, remark, value, engine -> Double.NaN, text);
    }

    /** Writes them, or nothing where no engine has the figure. */
    void write(Markup html, List<EngineRuns> engines) {
        List<EngineRuns> measured = engines.stream()
                .filter(engine -> Double.isFinite(value.applyAsDouble(engine)))
                .sorted(Comparator.comparingDouble(value))
                .toList();
        if (measured.isEmpty()) {
            return;
        }
        double most = Math.max(value.applyAsDouble(measured.get(measured.size() - 1)), Double.MIN_NORMAL);
        html.open("figure", "class", "bars").open("figcaption").element("h3", title);
        if (!remark.isEmpty()) {
            html.element("p", remark);
        }
        html.close().open("ul");
        for (EngineRuns engine : measured) {
            bar(html, engine, most);
        }
        List<String> others = engines.stream()
                .filter(engine -> !measured.contains(engine))
                .map(EngineRuns::engine)
                .toList();
        html.close();
        if (!others.isEmpty()) {
            html.element("p", "No figure: " + String.join(", ", others), "class", "absent");
        }
        html.close();
    }

    private void bar(Markup html, EngineRuns engine, double most) {
        double whole = value.applyAsDouble(engine);
        double dark = part.applyAsDouble(engine);
        String classes = Look.classes(engine.look()) + (engine.ours() ? " ours" : "");
        html.open("li", "class", classes, "data-series", engine.engine());
        html.element("span", engine.engine(), "class", "name");
        html.open("svg", "class", "bar", "aria-hidden", "true");
        html.empty("rect", "class", "whole", "width", width(whole, most), "height", "100%");
        if (Double.isFinite(dark)) {
            html.empty("rect", "class", "part", "width", width(Math.min(dark, whole), most), "height", "100%");
        }
        html.close();
        String both = Double.isFinite(dark) ? " (" + text.apply(dark) + ")" : "";
        html.element("span", text.apply(whole) + both, "class", "value").close();
    }

    private static String width(double value, double most) {
        return Markup.percent(value / most);
    }
}
