package io.vicinal.cli.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A JSON object a line. */
final class JsonDocuments implements DocumentSource {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // The length of a line is bounded already.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final LineReader lines;
    private final DocumentFields fields;

    JsonDocuments(LineReader lines, DocumentFields fields) {
        this.lines = lines;
        this.fields = fields;
    }

    @Override
    public @Nullable Document next() throws IOException {
        @Nullable String line = lines.next();
        if (line == null) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(line)) {
            Document document = document(parser);
            if (parser.nextToken() != null) {
                throw fault(parser, "more after the end of the object");
            }
            return document;
        } catch (JsonProcessingException e) {
            // What is beyond a limit comes without a location.
            @Nullable JsonLocation location = e.getLocation();
            throw lines.fault(location == null ? 0 : location.getColumnNr(), problem(e), e);
        }
    }

    private Document document(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw fault(parser, "expected an object but found " + JsonValue.describe(parser));
        }
        @Nullable String id = null;
        @Nullable String text = null;
        Map<String, Object> metadata = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(fields.id())) {
                id = id(parser, name);
            } else if (name.equals(fields.text())) {
                text = text(parser, name);
            } else {
                @Nullable Object value = JsonValue.read(parser);
                if (value != null && !name.equals(DocumentFields.FAILURE)) {
                    metadata.put(name, value);
                }
            }
        }
        if (text == null) {
            throw lines.fault("field '" + fields.text() + "' is missing");
        }
        return new Document(id == null ? Long.toString(lines.number()) : id, text, metadata);
    }

    private @Nullable String id(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            throw fault(parser, "field '" + name + "' is " + JsonValue.describe(parser) + ", not a string or a number");
        }
        String id = parser.getText();
        if (id.isBlank()) {
            throw fault(parser, "field '" + name + "' is blank");
        }
        return id;
    }

    private String text(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw fault(parser, "field '" + name + "' is " + JsonValue.describe(parser) + ", not a string");
        }
        String text = parser.getText();
        if (text.isBlank()) {
            throw fault(parser, "field '" + name + "' is blank");
        }
        return text;
    }

    private InvalidDocumentException fault(JsonParser parser, String problem) {
        return InvalidDocumentException.of(
                lines.reader().name(),
                lines.number(),
                parser.currentTokenLocation().getColumnNr(),
                problem);
    }

    /** Jackson's own words in lower case, without its advice on how to configure Jackson. */
    private static String problem(JsonProcessingException e) {
        String problem =
                e.getOriginalMessage().replaceAll(" \\(start marker at .*|: enable `.*|, from `[^`]*`|\\R.*", "");
        return Character.toLowerCase(problem.charAt(0)) + problem.substring(1);
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
