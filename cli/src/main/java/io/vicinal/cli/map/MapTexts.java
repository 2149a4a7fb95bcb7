package io.vicinal.cli.map;

import io.vicinal.cli.terminal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a page shows of documents, column by column, which compresses better than document by document. */
final class MapTexts {
    private static final int LONGEST_VALUE = 120;

    private MapTexts() {}

    /**
     * Returns ids, texts and metadata as JSON.
     *
     * @param documents in the order of their points
     * @param length where texts are cut
     * @param fields the metadata to show; null for all
     */
    static String json(List<MapDocument> documents, int length, @Nullable List<String> fields) {
        Set<String> shown = new LinkedHashSet<>();
        if (fields == null) {
            documents.forEach(document -> shown.addAll(document.metadata().keySet()));
        } else {
            shown.addAll(fields);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ids", documents.stream().map(MapDocument::id).toList());
        json.put(
                "texts",
                documents.stream()
                        .map(document -> Shortened.to(document.text(), length))
                        .toList());
        json.put("fields", new ArrayList<>(shown));
        json.put("values", shown.stream().map(field -> column(documents, field)).toList());
        return Json.line(json);
    }

    private static List<@Nullable String> column(List<MapDocument> documents, String field) {
        List<@Nullable String> column = new ArrayList<>();
        for (MapDocument document : documents) {
            column.add(printed(document.metadata().get(field)));
        }
        return column;
    }

    private static @Nullable String printed(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value.toString();
        return Shortened.to(text, LONGEST_VALUE);
    }
}
