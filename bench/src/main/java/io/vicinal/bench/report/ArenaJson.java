package io.vicinal.bench.report;

import io.vicinal.cli.terminal.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result as JSON: an object with the fields of {@link ArenaResult}, in which null stands for what was not measured. */
final class ArenaJson {
    private ArenaJson() {}

    /** Returns the JSON over several lines, with a line end at its end. */
    static String pretty(ArenaResult result) {
        return Json.pretty(fields(result)) + "\n";
    }

    /** Returns the JSON on one line. */
    static String line(ArenaResult result) {
        return Json.line(fields(result));
    }

    private static Map<String, @Nullable Object> fields(ArenaResult result) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("facts", result.facts());
        fields.put("dataset", result.dataset());
        fields.put("datasetFacts", result.datasetFacts());
        fields.put("k", result.k());
        fields.put("baseline", result.baseline().orElse(null));
        fields.put("points", result.points().stream().map(Records::fields).toList());
        fields.put("filtered", result.filtered().stream().map(Records::fields).toList());
        fields.put("churned", result.churned().stream().map(Records::fields).toList());
        fields.put("notes", result.notes());
        return fields;
    }

    /**
     * Returns the result that a text holds. Fields it does not know are left out, lists that are missing are empty.
     *
     * @throws IOException if the text is no JSON
     * @throws IllegalArgumentException if it is JSON of something else
     */
    static ArenaResult parse(String text) throws IOException {
        Map<String, @Nullable Object> fields = map("the text", JsonValues.parse(text));
        if (!(fields.get("dataset") instanceof String dataset) || !(fields.get("k") instanceof Integer k)) {
            throw new IllegalArgumentException("dataset or k is missing: these are no results of an arena");
        }
        return new ArenaResult(
                texts("facts", fields.get("facts")),
                dataset,
                texts("datasetFacts", fields.get("datasetFacts")),
                k,
                Optional.ofNullable(fields.get("baseline")).map(String::valueOf),
                records("points", fields, Point.class),
                records("filtered", fields, FilteredPoint.class),
                records("churned", fields, ChurnPoint.class),
                list("notes", fields.get("notes")).stream().map(String::valueOf).toList());
    }

    private static <T extends Record> List<T> records(
            String name, Map<String, @Nullable Object> fields, Class<T> type) {
        List<T> records = new ArrayList<>();
        for (Object element : list(name, fields.get(name))) {
            String place = "%s[%d]".formatted(name, records.size());
            try {
                records.add(Records.of(type, map(place, element)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("%s: %s".formatted(place, e.getMessage()), e);
            }
        }
        return List.copyOf(records);
    }

    private static Map<String, String> texts(String name, @Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value != null) {
            map(name, value).forEach((key, text) -> texts.put(key, String.valueOf(text)));
        }
        return texts;
    }

    private static List<?> list(String name, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("%s should be a list but is %s".formatted(name, value));
    }

    private static Map<String, @Nullable Object> map(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("%s should be an object but is %s".formatted(name, value));
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((key, element) -> fields.put(String.valueOf(key), element));
        return fields;
    }
}
