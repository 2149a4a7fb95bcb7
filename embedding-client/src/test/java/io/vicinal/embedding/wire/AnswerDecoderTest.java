package io.vicinal.embedding.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors in every notation and arriving in every piece, against the JDK's reading of the same numbers. */
class AnswerDecoderTest {
    private final SplittableRandom random = new SplittableRandom(11);

    /** Gives some bytes at a time, as networks do. */
    private final class Trickle extends ByteArrayInputStream {
        private final int most;

        Trickle(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(most)));
        }
    }

    private static Answer decode(InputStream body, int count) throws Exception {
        return AnswerDecoder.decode(body, count, 0);
    }

    private static byte[] body(List<String> embeddings) {
        StringBuilder json = new StringBuilder("{\"data\" : [");
        for (String embedding : embeddings) {
            json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
                    .append("{\"embedding\": ")
                    .append(embedding)
                    .append('}');
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private String number() {
        float component = (float) ((random.nextDouble() - 0.5) * Math.pow(10, -random.nextInt(6)));
        return switch (random.nextInt(7)) {
            case 0 -> Float.toString(component);
            case 1 -> Double.toString(component * 1.1);
            case 2 -> String.format(Locale.ROOT, "%.9f", component);
            case 3 -> new BigDecimal(component).toPlainString();
            case 4 -> Integer.toString(random.nextInt(-3, 4));
            case 5 -> String.format(Locale.ROOT, "%." + (1 + random.nextInt(16)) + "f", component * 3);
            default -> new BigDecimal(Float.toString(component)).toPlainString();
        };
    }

    @Test
    void numbersInAllNotationsAreThoseOfTheJdk() throws Exception {
        List<String> separators = List.of(",", ", ", ",\n      ", " ,", "," + " ".repeat(150), "\t,\r\n");
        for (int round = 0; round < 300; round++) {
            int dimension = 1 + random.nextInt(round < 290 ? 300 : 3000);
            String separator = separators.get(random.nextInt(separators.size()));
            List<String> embeddings = new ArrayList<>();
            float[][] expected = new float[3][dimension];
            for (float[] vector : expected) {
                List<String> numbers = new ArrayList<>();
                for (int i = 0; i < dimension; i++) {
                    numbers.add(i == 0 ? "7.5" : number());
                    vector[i] = Float.parseFloat(numbers.get(i));
                }
                embeddings.add("[" + String.join(separator, numbers) + "]");
            }
            byte[] body = body(embeddings);
            int piece = List.of(1, 13, 200, 100_000).get(random.nextInt(4));
            assertThat(decode(new Trickle(body, piece), 3).vectors()).containsExactly(expected);
        }
    }

    @Test
    void base64ArrivesInPieces() throws Exception {
        for (int round = 0; round < 100; round++) {
            int dimension = 1 + random.nextInt(round < 90 ? 300 : 20_000);
            List<String> embeddings = new ArrayList<>();
            float[][] expected = new float[3][dimension];
            for (float[] vector : expected) {
                ByteBuffer bytes = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < dimension; i++) {
                    vector[i] = (float) random.nextDouble(0.1, 1);
                    bytes.putFloat(vector[i]);
                }
                String text = Base64.getEncoder().encodeToString(bytes.array());
                embeddings.add('"' + (random.nextBoolean() ? text : text.replace("/", "\\/")) + '"');
            }
            byte[] body = body(embeddings);
            int piece = List.of(1, 13, 5000, 100_000).get(random.nextInt(4));
            assertThat(decode(new Trickle(body, piece), 3).vectors()).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1 2]",
                "[1,]",
                "[,1]",
                "[1,,2]",
                "[0.12345678,]",
                "[0.12345678,,0.1]",
                "[0.12345678 0.1]",
                "[01]",
                "[1.]",
                "[.5]",
                "[-]",
                "[+1]",
                "[1e]",
                "[1e+]",
                "[0.1,.5]",
                "[0.123456789,/]",
                "[0x1]",
                "[1f]",
                "[0.12345678f,1]",
                "[--1]",
                "[0.12345678",
                "[0.12345678,",
                "[1",
                "[",
                "\"AAAA",
                "[1}",
                "[\u00800.5,1]"
            })
    void whatIsNoJsonIsRefused(String embedding) {
        for (int more : new int[] {0, 200}) {
            String padded = embedding
                    .replace("[", "[" + "0.123456789,".repeat(more))
                    .replace("\"A", "\"A" + "A".repeat(4 * more));
            assertThatThrownBy(() -> decode(new ByteArrayInputStream(body(List.of(padded))), 1))
                    .as(embedding)
                    .isInstanceOf(MalformedBodyException.class);
        }
    }

    @Test
    void otherEncodingsOfJsonAreRead() throws Exception {
        String body = new String(body(List.of("[0.123456789,1]")), StandardCharsets.UTF_8);
        for (byte[] bytes : List.of(
                body.getBytes(StandardCharsets.UTF_16BE),
                body.getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + body).getBytes(StandardCharsets.UTF_8))) {
            assertThat(decode(new ByteArrayInputStream(bytes), 1).vectors())
                    .containsExactly(new float[] {Float.parseFloat("0.123456789"), 1});
        }
    }
}
