package io.vicinal.bench.report;

import io.vicinal.bench.report.plot.LinePlot;
import io.vicinal.bench.report.plot.Markup;
import io.vicinal.bench.report.plot.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A result as a page that needs nothing but itself: everything is drawn here, so that it can be read and printed without
 * scripts; its script adds what a pointer can ask for.
 */
final class Page {
    private static final List<Size> SIZES = List.of(Size.LARGE, Size.MEDIUM, Size.SMALL);

    private Page() {}

    static String of(ArenaResult result) {
        Map<String, String> values = new HashMap<>();
        values.put("title", Markup.escape("Recall against speed: " + result.dataset()));
        values.put("finding", Markup.escape(Finding.of(result)));
        values.put("summary", Markup.escape(DatasetLine.of(result)));
        values.put("styles", Template.text("plot.css") + Template.text("report.css"));
        values.put("script", Template.text("report.js"));
        values.put("data", embedded(ArenaJson.line(result)));
        values.put("legend", legend(result));
        values.put("stretched", sizes(RecallPlot.stretched(result)));
        values.put("linear", sizes(RecallPlot.linear(result)));
        values.put("sweep", sweep(result));
        values.put("speeds", part(html -> SpeedTable.write(html, result)));
        values.put("costs", part(html -> Costs.write(html, result)));
        values.put("filtered", filtered(result));
        values.put("churned", churned(result));
        values.put("notes", notes(result.notes()));
        values.put("facts", facts(result));
        values.put("points", part(html -> PointsTable.write(html, result)));
        return Template.fill("report.html", values);
    }

    private interface Part {
        void write(Markup html);
    }

    private static String part(Part part) {
        Markup html = new Markup();
        part.write(html);
        return html.toString();
    }

    /** JSON inside a script element: none of what ends the element, or begins a comment, may stand there. */
    private static String embedded(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e");
    }

    private static String sizes(LinePlot plot) {
        return SIZES.stream().map(plot::draw).collect(Collectors.joining());
    }

    private static String legend(ArenaResult result) {
        Markup html = new Markup();
        for (EngineRuns engine : EngineRuns.of(result)) {
            html.open(
                    "button",
                    "type",
                    "button",
                    "aria-pressed",
                    "true",
                    "data-toggle",
                    engine.engine(),
                    "class",
                    engine.ours() ? "ours" : "peer");
            SpeedTable.swatch(html, engine);
            html.text(engine.engine()).close();
        }
        return html.toString();
    }

    private static String sweep(ArenaResult result) {
        boolean sweep = EngineRuns.of(result).stream()
                .anyMatch(engine -> engine.builds().size() > 1);
        return sweep
                ? " Where an engine was built in several ways, its line joins the best points of all; the table takes the best"
                        + " build at each recall and names it."
                : "";
    }

    private static String filtered(ArenaResult result) {
        String caption =
                "Where only a part of the rows may be found. Of the efforts measured, the fastest that reaches recall"
                        + " %.2f is shown, or else the one that finds most.".formatted(FilteredChoice.RECALL);
        return multiples("Filters", caption, FilteredPlots.of(result));
    }

    private static String churned(ArenaResult result) {
        String caption = "After rows were removed and others added. Dotted: an index built of the same rows at once.";
        return multiples("Changes", caption, ChurnPlots.of(result));
    }

    private static String multiples(String title, String caption, List<LinePlot> plots) {
        if (plots.isEmpty()) {
            return "";
        }
        Markup html = new Markup();
        html.open("section").element("h2", title).element("p", caption).open("div", "class", "multiples");
        for (LinePlot plot : plots) {
            html.open("figure").open("figcaption").element("h3", plot.title()).close();
            html.open("div", "class", "walk", "tabindex", "0", "role", "group", "aria-label", plot.title());
            html.raw(plot.draw(Size.MULTIPLE)).close().close();
        }
        return html.close().close().toString();
    }

    private static String notes(List<String> notes) {
        if (notes.isEmpty()) {
            return "";
        }
        Markup html = new Markup();
        html.open("section").element("h2", "Left out, and why").open("ul", "class", "notes");
        notes.forEach(note -> html.element("li", note));
        return html.close().close().toString();
    }

    private static String facts(ArenaResult result) {
        Markup html = new Markup();
        html.open("dl").element("dt", "dataset").element("dd", result.dataset());
        result.datasetFacts().forEach((name, fact) -> html.element("dt", name).element("dd", fact));
        html.element("dt", "k").element("dd", String.valueOf(result.k()));
        result.facts().forEach((name, fact) -> html.element("dt", name).element("dd", fact));
        return html.close().toString();
    }
}
