package io.vicinal.embedding.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads vectors by the token that arrived: a string is base64 of little-endian float32, an array holds numbers. No component is ever an
 * object. For one body, by one thread.
 */
final class VectorReader {
    /** Longer ones are no embeddings but an attempt on our memory. */
    static final int MAX_DIMENSION = 65_536;

    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private final BodyWindow window;
    private final DirectNumbers numbers = new DirectNumbers();
    private final DirectBase64 base64 = new DirectBase64();
    private float[] components = new float[1024];

    /** Why the last vector is none, or nothing. */
    private String problem = "";

    /** Reads vectors from a body, of which the parser gets the rest. */
    VectorReader(BodyWindow window) {
        this.window = window;
    }

    /**
     * Reads the value that the parser stands on.
     *
     * @return the vector, or one of no components if there is a {@link #problem}
     */
    float[] read(JsonParser parser) throws IOException {
        problem = "";
        JsonToken token = parser.currentToken();
        int dimension = 0;
        if (token == JsonToken.START_ARRAY) {
            dimension = readNumbers(parser);
        } else if (token == JsonToken.VALUE_STRING) {
            dimension = readBase64(parser);
        } else {
            refuse("it is " + describe(token));
            parser.skipChildren();
        }
        if (problem.isEmpty()) {
            check(dimension);
        }
        return problem.isEmpty() ? Arrays.copyOf(components, dimension) : new float[0];
    }

    /** Returns why the last vector read is none; empty if it is one. */
    String problem() {
        return problem;
    }

    private int readNumbers(JsonParser parser) throws IOException {
        int count = window.isNextOf(parser) ? readDirect() : 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
                if (count < MAX_DIMENSION) {
                    room(count + 1);
                    components[count] = number(parser);
                }
            } else {
                refuse("component %d is %s".formatted(count, describe(token)));
                parser.skipChildren();
            }
            count++;
        }
        return count;
    }

    private int readDirect() throws IOException {
        numbers.read(window, MAX_DIMENSION);
        int kept = Math.min(numbers.count(), MAX_DIMENSION);
        room(kept);
        System.arraycopy(numbers.components(), 0, components, 0, kept);
        return numbers.count();
    }

    private static float number(JsonParser parser) throws IOException {
        float easy = DecimalFloat.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        return Float.isNaN(easy) ? parser.getFloatValue() : easy;
    }

    private int readBase64(JsonParser parser) throws IOException {
        int direct = window.isNextOf(parser) ? base64.read(window) : DirectBase64.NONE;
        if (direct != DirectBase64.NONE) {
            return floats(base64.bytes(), direct);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(parser.getText());
            return floats(bytes, bytes.length);
        } catch (IllegalArgumentException e) {
            refuse("it is a string that is no base64");
            return 0;
        }
    }

    private int floats(byte[] bytes, int byteCount) {
        if (byteCount % Float.BYTES != 0) {
            refuse("it is base64 of %d bytes, which are no float32".formatted(byteCount));
            return 0;
        }
        int count = byteCount / Float.BYTES;
        if (count <= MAX_DIMENSION) {
            room(count);
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(components, 0, count);
        }
        return count;
    }

    private void room(int count) {
        if (count > components.length) {
            components = Arrays.copyOf(components, Math.max(count, 2 * components.length));
        }
    }

    private void check(int dimension) {
        if (dimension > MAX_DIMENSION) {
            refuse("it has %d components, more than %d".formatted(dimension, MAX_DIMENSION));
            return;
        }
        int anyBit = 0;
        int largest = 0;
        // Without branches, so that the compiler may take several at once. What is not finite is larger than all that
        // is.
        for (int i = 0; i < dimension; i++) {
            int magnitude = Float.floatToRawIntBits(components[i]) & Integer.MAX_VALUE;
            anyBit |= magnitude;
            largest = Math.max(largest, magnitude);
        }
        if (largest >= INFINITY) {
            refuseNotFinite();
        } else if (anyBit == 0) {
            refuse(dimension == 0 ? "it has no components" : "all its %d components are 0".formatted(dimension));
        }
    }

    private void refuseNotFinite() {
        int i = 0;
        while (Float.isFinite(components[i])) {
            i++;
        }
        refuse("component %d is %s".formatted(i, components[i]));
    }

    private void refuse(String why) {
        if (problem.isEmpty()) {
            problem = why;
        }
    }

    private static String describe(JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return "a string";
        }
        if (token == JsonToken.START_OBJECT) {
            return "an object";
        }
        if (token == JsonToken.START_ARRAY) {
            return "an array";
        }
        return token.isNumeric() ? "a number" : token.asString();
    }
}
