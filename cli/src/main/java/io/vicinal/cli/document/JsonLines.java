package io.vicinal.cli.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON objects, one a line; what is wrong with one is told with line and column. */
final class JsonLines implements Closeable {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // The length of a line is bounded already.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final LineReader lines;

    JsonLines(LineReader lines) {
        this.lines = lines;
    }

    /** Reads a field's value, up to its last token. */
    interface Field {
        void read(String name, JsonParser parser) throws IOException;
    }

    /** Reads the next object field by field; false if there is none. */
    boolean next(Field field) throws IOException {
        @Nullable String line = lines.next();
        if (line == null) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw fault(parser, "expected an object but found " + JsonValue.describe(parser));
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                field.read(name, parser);
            }
            if (parser.nextToken() != null) {
                throw fault(parser, "more after the end of the object");
            }
            return true;
        } catch (JsonProcessingException e) {
            // What is beyond a limit comes without a location.
            @Nullable JsonLocation location = e.getLocation();
            throw lines.fault(location == null ? 0 : location.getColumnNr(), problem(e), e);
        }
    }

    /** Reads an id: a string or a number. */
    @Nullable
    String id(JsonParser parser, String name) throws IOException {
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

    /** Reads a string. */
    String text(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw fault(parser, "field '" + name + "' is " + JsonValue.describe(parser) + ", not a string");
        }
        return parser.getText();
    }

    InvalidDocumentException fault(JsonParser parser, String problem) {
        return InvalidDocumentException.of(
                lines.reader().name(),
                lines.number(),
                parser.currentTokenLocation().getColumnNr(),
                problem);
    }

    LineReader lines() {
        return lines;
    }

    /** Jackson's own words in lower case, without its advice on how to configure Jackson. */
    private static String problem(JsonProcessingException e) {
        String problem = e.getOriginalMessage()
                .replaceAll(
                        " \\((start marker|for Array starting|for Object starting) at .*|: enable `.*|, from `[^`]*`|\\R.*",
                        "");
        return Character.toLowerCase(problem.charAt(0)) + problem.substring(1);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
