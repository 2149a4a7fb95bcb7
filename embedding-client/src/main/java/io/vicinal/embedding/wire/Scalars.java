package io.vicinal.embedding.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Values that hosts write in more than one way. Whatever else stands there is passed over. */
final class Scalars {
    /** Nothing that hosts say in one value is worth more. */
    private static final int MAX_TEXT = 1_000;

    private Scalars() {}

    /** Returns a string, a number or a boolean as text; null for anything else. */
    static @Nullable String text(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            parser.skipChildren();
            return null;
        }
        String text = parser.getText();
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    /** Returns a finite number, also one in a string. */
    static OptionalDouble number(JsonParser parser) throws IOException {
        @Nullable String text = text(parser);
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
