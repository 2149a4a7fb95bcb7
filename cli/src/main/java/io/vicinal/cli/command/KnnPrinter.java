package io.vicinal.cli.command;

import io.vicinal.cli.knn.KnnStats;
import io.vicinal.cli.terminal.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what it took: a single effort in full, several as a line each. */
final class KnnPrinter {
    /** What differs from effort to effort, with the width of its column. */
    private static final Map<String, Integer> COLUMNS = columns();

    private KnnPrinter() {}

    private static Map<String, Integer> columns() {
        Map<String, Integer> columns = new LinkedHashMap<>();
        columns.put("effort", 8);
        columns.put("recall", 10);
        columns.put("qps", 12);
        columns.put("scoredMean", 12);
        columns.put("p50Micros", 12);
        columns.put("p99Micros", 12);
        columns.put("searchSeconds", 14);
        columns.put("plans", 0);
        return columns;
    }

    /** One JSON object, over several lines; or one a line for several efforts. */
    static String forPrograms(List<KnnStats> stats) {
        return stats.size() == 1
                ? Json.pretty(stats.getFirst().fields())
                : stats.stream().map(effort -> Json.line(effort.fields())).collect(Collectors.joining("\n"));
    }

    static void forPeople(List<KnnStats> stats, PrintWriter out) {
        stats.getFirst().fields().forEach((name, value) -> {
            if (stats.size() == 1 || !COLUMNS.containsKey(name)) {
                out.printf("%-13s %s%n", name, readable(value));
            }
        });
        if (stats.size() > 1) {
            table(stats.stream().map(KnnStats::fields).toList(), out);
        }
    }

    private static void table(List<Map<String, Object>> efforts, PrintWriter out) {
        List<String> shown = COLUMNS.keySet().stream()
                .filter(efforts.getFirst()::containsKey)
                .toList();
        out.println();
        out.println(line(shown, shown));
        for (Map<String, Object> effort : efforts) {
            List<String> values = new ArrayList<>();
            shown.forEach(name -> values.add(readable(effort.getOrDefault(name, ""))));
            out.println(line(shown, values));
        }
    }

    private static String line(List<String> names, List<String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            int width = COLUMNS.getOrDefault(names.get(i), 0);
            line.append(values.get(i))
                    .append(" ".repeat(Math.max(1, width - values.get(i).length())));
        }
        return line.toString().strip();
    }

    private static String readable(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
        }
        return value instanceof Double number ? String.format(Locale.ROOT, "%.6g", number) : String.valueOf(value);
    }
}
