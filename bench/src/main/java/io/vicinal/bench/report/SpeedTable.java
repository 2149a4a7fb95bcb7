package io.vicinal.bench.report;

import io.vicinal.bench.report.plot.Look;
import io.vicinal.bench.report.plot.Markup;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Queries a second at the usual recalls, with the ratio to every engine that may be chosen as the baseline. */
final class SpeedTable {
    /** Between the ratios to each of the engines, in the order of the choice. */
    private static final String NEXT = "|";

    private SpeedTable() {}

    static void write(Markup html, ArenaResult result) {
        List<EngineRuns> engines = EngineRuns.bySpeed(result);
        int baseline = baseline(engines, result);
        choice(html, engines, baseline);
        html.open("table", "class", "speeds").open("thead").open("tr").element("th", "Engine", "scope", "col");
        for (double recall : EngineRuns.RECALLS) {
            html.element("th", String.format(Locale.ROOT, "%.2f", recall), "scope", "col");
        }
        html.element("th", "Best recall", "scope", "col").close().close().open("tbody");
        for (EngineRuns engine : engines) {
            row(html, engine, engines, baseline);
        }
        html.close().close();
    }

    private static int baseline(List<EngineRuns> engines, ArenaResult result) {
        List<String> names = engines.stream().map(EngineRuns::engine).toList();
        return Math.max(0, result.baseline().map(names::indexOf).orElse(0));
    }

    private static void choice(Markup html, List<EngineRuns> engines, int baseline) {
        html.open("p", "class", "choice").open("label").text("Ratios to ").open("select", "id", "baseline");
        for (int i = 0; i < engines.size(); i++) {
            String name = engines.get(i).engine();
            if (i == baseline) {
                html.element("option", name, "selected", "selected");
            } else {
                html.element("option", name);
            }
        }
        html.close().close().close();
        html.open("p", "class", "chosen").text("Ratios to ");
        html.element("b", engines.isEmpty() ? "" : engines.get(baseline).engine(), "id", "chosen")
                .close();
    }

    private static void row(Markup html, EngineRuns engine, List<EngineRuns> engines, int baseline) {
        html.open("tr", "class", engine.ours() ? "ours" : "peer").open("th", "scope", "row");
        swatch(html, engine);
        html.text(engine.engine());
        html.element("small", engine.build().version() + ", " + engine.build().parameters());
        html.close();
        for (double recall : EngineRuns.RECALLS) {
            QpsAtRecall speed = engine.at(recall);
            List<String> ratios =
                    engines.stream().map(base -> speed.ratioTo(base.at(recall))).toList();
            boolean sweep = engine.builds().size() > 1 && speed.reached();
            html.open("td").element("span", speed.text(), "class", "figure");
            html.element(
                    "span",
                    ratios.get(baseline),
                    "class",
                    "ratio",
                    "data-ratios",
                    ratios.stream().collect(Collectors.joining(NEXT)));
            if (sweep) {
                html.element("small", speed.parameters());
            }
            html.close();
        }
        html.element("td", Figures.recall(engine.bestRecall())).close();
    }

    /** Draws the mark of an engine, as in the plots. */
    static void swatch(Markup html, EngineRuns engine) {
        String classes = "swatch " + Look.classes(engine.look());
        html.open("svg", "class", classes, "viewBox", "-7 -7 14 14", "aria-hidden", "true");
        html.empty("path", "class", "mark", "d", Look.shape(engine.look())).close();
    }
}
