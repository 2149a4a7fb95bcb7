package io.vicinal.cli.command;

import io.vicinal.cli.terminal.Json;
import io.vicinal.collection.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document as a line of JSON, which {@code vicinal import} reads: id, and text, metadata and vector where there are any. */
final class DocumentJson {
    private DocumentJson() {}

    static String line(Document document, boolean vectors) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", document.id());
        document.text().ifPresent(text -> fields.put("text", text));
        if (!document.metadata().isEmpty()) {
            fields.put("metadata", document.metadata().asMap());
        }
        if (vectors) {
            document.vector().ifPresent(vector -> fields.put("vector", list(vector)));
        }
        return Json.line(fields);
    }

    /** The document as part of an answer, which more can be put into: always with metadata, perhaps none. */
    static Map<String, Object> fields(Document document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", document.id());
        document.text().ifPresent(text -> fields.put("text", text));
        fields.put("metadata", document.metadata().asMap());
        document.vector().ifPresent(vector -> fields.put("vector", list(vector)));
        return fields;
    }

    static List<Float> list(float[] vector) {
        List<Float> list = new ArrayList<>(vector.length);
        for (float component : vector) {
            list.add(component);
        }
        return list;
    }
}
