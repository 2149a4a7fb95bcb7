package io.vicinal.bench.report;

import io.vicinal.bench.report.plot.Markup;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every point that was measured, in tables. */
final class PointsTable {
    private PointsTable() {}

    static void write(Markup html, ArenaResult result) {
        table(html, "Points", result.points());
        table(html, "With filters", result.filtered());
        table(html, "After changes", result.churned());
    }

    private static void table(Markup html, String title, List<? extends Record> records) {
        if (records.isEmpty()) {
            return;
        }
        List<Map<String, @Nullable Object>> rows =
                records.stream().map(Records::fields).collect(Collectors.toList());
        html.element("h3", title).open("div", "class", "box", "tabindex", "0", "role", "region", "aria-label", title);
        html.open("table", "class", "points").open("thead").open("tr");
        rows.get(0).keySet().forEach(name -> html.element("th", spaced(name), "scope", "col"));
        html.close().close().open("tbody");
        for (Map<String, @Nullable Object> row : rows) {
            html.open("tr");
            row.values().forEach(value -> cell(html, value));
            html.close();
        }
        html.close().close().close();
    }

    private static void cell(Markup html, @Nullable Object value) {
        if (value instanceof String text) {
            html.element("td", text, "class", "text");
        } else if (value instanceof Integer number) {
            html.element("td", String.valueOf(number));
        } else {
            html.element("td", value instanceof Double number ? figure(number) : Figures.NONE);
        }
    }

    private static String figure(double value) {
        return value >= 0 && value <= 1 ? Figures.recall(value) : Figures.rounded(value);
    }

    /** {@code qpsMin} is one long word, which leaves a column no way to be narrow. */
    private static String spaced(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
