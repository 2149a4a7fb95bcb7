package io.vicinal.bench.embedding;

import io.vicinal.bench.RandomFloats;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.function.Function;

/** Answers as hosts send them: unit vectors, in the shortest decimals that give the same floats again, or in base64. */
final class Responses {
    private Responses() {}

    static float[][] vectors(int count, int dimension) {
        SplittableRandom random = new SplittableRandom(7);
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            float[] vector = RandomFloats.next(random, dimension);
            double squares = 0;
            for (float component : vector) {
                squares += (double) component * component;
            }
            for (int j = 0; j < dimension; j++) {
                vector[j] = (float) (vector[j] / Math.sqrt(squares));
            }
            vectors[i] = vector;
        }
        return vectors;
    }

    static byte[] numbers(float[][] vectors) {
        return response(vectors, vector -> {
            StringJoiner numbers = new StringJoiner(",", "[", "]");
            for (float component : vector) {
                numbers.add(new BigDecimal(Float.toString(component)).toPlainString());
            }
            return numbers.toString();
        });
    }

    static byte[] base64(float[][] vectors) {
        return response(vectors, vector -> {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            return '"' + Base64.getEncoder().encodeToString(bytes.array()) + '"';
        });
    }

    private static byte[] response(float[][] vectors, Function<float[], String> embedding) {
        StringJoiner data = new StringJoiner(",", "{\"object\":\"list\",\"data\":[", "],");
        for (int i = 0; i < vectors.length; i++) {
            data.add("{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}"
                    .formatted(i, embedding.apply(vectors[i])));
        }
        String usage = "\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":960,\"total_tokens\":960}}";
        return (data + usage).getBytes(StandardCharsets.UTF_8);
    }
}
