package io.vicinal.cli.document;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A JSON object a line. */
final class JsonDocuments implements DocumentSource {
    private final JsonLines objects;
    private final LineReader lines;
    private final DocumentFields fields;
    private @Nullable String id;
    private @Nullable String text;
    private Map<String, Object> metadata = new LinkedHashMap<>();

    JsonDocuments(LineReader lines, DocumentFields fields) {
        this.objects = new JsonLines(lines);
        this.lines = lines;
        this.fields = fields;
    }

    @Override
    public @Nullable Document next() throws IOException {
        id = null;
        text = null;
        metadata = new LinkedHashMap<>();
        if (!objects.next(this::read)) {
            return null;
        }
        if (text == null) {
            throw lines.fault("field '" + fields.text() + "' is missing");
        }
        return new Document(id == null ? Long.toString(lines.number()) : id, text, metadata);
    }

    private void read(String name, JsonParser parser) throws IOException {
        if (name.equals(fields.id())) {
            id = objects.id(parser, name);
        } else if (name.equals(fields.text())) {
            text = objects.text(parser, name);
            if (text.isBlank()) {
                throw objects.fault(parser, "field '" + name + "' is blank");
            }
        } else {
            @Nullable Object value = JsonValue.read(parser);
            if (value != null && !name.equals(DocumentFields.FAILURE)) {
                metadata.put(name, value);
            }
        }
    }

    @Override
    public OptionalLong size() {
        return lines.reader().size();
    }

    @Override
    public long position() {
        return lines.reader().position();
    }

    @Override
    public String place() {
        return lines.place();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
