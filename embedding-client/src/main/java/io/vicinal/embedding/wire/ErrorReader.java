package io.vicinal.embedding.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a host says about an error. Forms that are known: {@code {"error": {"code", "message", "type"}}}, {@code {"error":
 * "…"}}, {@code {"message": "…", "type", "code"}}, {@code {"detail": …}}, any of them in an array, and pages for browsers.
 */
public final class ErrorReader {
    private @Nullable String code;
    private @Nullable String type;
    private @Nullable String message;

    private ErrorReader() {}

    /**
     * Reads the body of an answer whose status tells of an error.
     *
     * @param body its beginning
     * @return what it says
     */
    public static ErrorBody read(byte[] body) {
        ErrorReader reader = new ErrorReader();
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                token = parser.nextToken();
            }
            if (token == JsonToken.START_OBJECT) {
                reader.readObject(parser);
            }
        } catch (IOException e) {
            // What was understood so far is kept; the rest is told as it is.
        }
        return reader.message == null
                ? new ErrorBody(reader.anyCode(), oneLine(new String(body, StandardCharsets.UTF_8)))
                : reader.error();
    }

    /** Reads the value of a field named error; null if it says nothing. */
    static @Nullable ErrorBody readValue(JsonParser parser) throws IOException {
        ErrorReader reader = new ErrorReader();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            reader.readObject(parser);
            return reader.error();
        }
        @Nullable String text = Scalars.text(parser);
        return text == null || text.isBlank() || text.equals("false") ? null : new ErrorBody(null, oneLine(text));
    }

    private void readObject(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "error" -> readError(parser);
                case "code" -> code = Scalars.text(parser);
                case "type" -> type = Scalars.text(parser);
                case "message" -> message = firstOf(Scalars.text(parser), message);
                case "detail" -> readDetail(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readError(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readObject(parser);
        } else {
            message = firstOf(message, Scalars.text(parser));
        }
    }

    /** Of a list of details the first message is told. */
    private void readDetail(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.START_ARRAY && token != JsonToken.START_OBJECT) {
            message = firstOf(message, Scalars.text(parser));
            return;
        }
        int depth = 1;
        while (depth > 0) {
            JsonToken next = parser.nextToken();
            depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
            boolean said = next == JsonToken.VALUE_STRING && isMessage(parser.currentName());
            message = said ? firstOf(message, Scalars.text(parser)) : message;
        }
    }

    private static boolean isMessage(@Nullable String name) {
        return "msg".equals(name) || "message".equals(name);
    }

    private static @Nullable String firstOf(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }

    private @Nullable String anyCode() {
        return firstOf(code, type);
    }

    private ErrorBody error() {
        return new ErrorBody(anyCode(), message == null ? "no message" : oneLine(message));
    }

    /** A page or a dump becomes something that a log can take. */
    private static String oneLine(String text) {
        String plain = text.replaceAll("<[^<>]*>", " ")
                .replaceAll("[\\p{Cntrl}\\s\uFFFD]+", " ")
                .strip();
        return plain.isEmpty() ? "no message" : plain;
    }
}
