package io.vicinal.embedding.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** Good answers as JSON. */
public final class Answers {
    private Answers() {}

    /**
     * Writes an answer.
     *
     * @param dialect how it looks
     * @param texts what was asked for
     * @param dimension of the vectors
     * @return JSON
     */
    public static String of(Dialect dialect, List<String> texts, int dimension) {
        List<String> data = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            data.add(element(numbers(TestVectors.of(texts.get(i), dimension)), dialect.index() ? i : -1));
        }
        return around(dialect, data, tokens(texts));
    }

    /**
     * Writes an answer whose vectors are in another order, each with its index.
     *
     * @param dialect how it looks
     * @param texts what was asked for
     * @param dimension of the vectors
     * @param seed of the order
     * @return JSON
     */
    public static String shuffled(Dialect dialect, List<String> texts, int dimension, long seed) {
        List<String> data = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            data.add(element(numbers(TestVectors.of(texts.get(i), dimension)), i));
        }
        Collections.shuffle(data, new Random(seed));
        return around(dialect, data, tokens(texts));
    }

    /**
     * Writes an answer whose vectors are base64.
     *
     * @param dialect how it looks
     * @param texts what was asked for
     * @param dimension of the vectors
     * @return JSON
     */
    public static String base64(Dialect dialect, List<String> texts, int dimension) {
        List<String> data = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            data.add(element(base64(TestVectors.of(texts.get(i), dimension)), i));
        }
        return around(dialect, data, tokens(texts));
    }

    /**
     * Writes what stands around vectors.
     *
     * @param dialect how it looks
     * @param data the vectors with what belongs to each
     * @param tokens billed
     * @return JSON
     */
    public static String around(Dialect dialect, List<String> data, int tokens) {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        if (!dialect.head().isEmpty()) {
            fields.add(dialect.head());
        }
        fields.add("\"data\":[" + String.join(",", data) + "]");
        if (dialect != Dialect.INFRON) {
            fields.add("\"model\":\"served-model\"");
        }
        String usage = dialect.usage(tokens);
        if (!usage.isEmpty()) {
            fields.add("\"usage\":{" + usage + "}");
        }
        return fields.toString();
    }

    /**
     * Writes a vector with what belongs to it.
     *
     * @param embedding JSON
     * @param index or -1 for none
     * @return JSON
     */
    public static String element(String embedding, int index) {
        String tail = index < 0 ? "" : ",\"index\":" + index;
        return "{\"object\":\"embedding\",\"embedding\":" + embedding + tail + "}";
    }

    /**
     * Writes numbers.
     *
     * @param vector the vector
     * @return JSON
     */
    public static String numbers(float[] vector) {
        StringJoiner numbers = new StringJoiner(",", "[", "]");
        for (float component : vector) {
            numbers.add(Float.toString(component));
        }
        return numbers.toString();
    }

    /**
     * Writes little-endian float32.
     *
     * @param vector the vector
     * @return JSON
     */
    public static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return '"' + Base64.getEncoder().encodeToString(bytes.array()) + '"';
    }

    /**
     * Counts what a text costs here.
     *
     * @param texts the texts
     * @return a token a word
     */
    public static int tokens(List<String> texts) {
        return texts.stream().mapToInt(text -> text.split(" ", -1).length).sum();
    }
}
