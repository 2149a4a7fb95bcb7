package io.vicinal.embedding.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Some ten thousand bodies that are a little wrong, the same in every run. The tests named for fuzzing look further. */
class MutationsTest {
    private static final int BODIES = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Far more than a reader needs for any of these, buffers and tables of names included. */
    private static final long MOST_BYTES = 4 << 20;

    private static List<byte[]> seeds(String folder, String... names) {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : names) {
            try (InputStream in = MutationsTest.class.getResourceAsStream(folder + '/' + name)) {
                seeds.add(Objects.requireNonNull(in, name).readAllBytes());
            } catch (IOException e) {
                throw new IllegalStateException(name, e);
            }
        }
        return seeds;
    }

    private static void run(List<byte[]> seeds, Consumer<byte[]> property) {
        seeds.forEach(property);
        Mutations mutations = new Mutations(seeds.size(), seeds);
        for (int i = 0; i < BODIES; i++) {
            byte[] body = mutations.next();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                property.accept(body);
            } catch (Throwable e) {
                throw new AssertionError("body %d: %s".formatted(i, new String(body, StandardCharsets.UTF_8)), e);
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (allocated > MOST_BYTES) {
                throw new AssertionError("body %d of %d bytes took %d".formatted(i, body.length, allocated));
            }
        }
    }

    @Test
    void answersAreVectorsOrAReason() {
        run(
                seeds(
                        "AnswerFuzzTestInputs/anyBytesGiveVectorsOrAReason",
                        "numbers.json",
                        "base64.json",
                        "without-index.json",
                        "problems.json",
                        "error.json"),
                Soundness::answer);
    }

    @Test
    void errorsAreAMessage() {
        run(
                seeds(
                        "ErrorFuzzTestInputs/anyBytesGiveAMessage",
                        "openrouter.json",
                        "details.json",
                        "array.json",
                        "page.html"),
                Soundness::error);
    }

    @Test
    void listsOfModelsAreModelsOrAReason() {
        run(
                seeds(
                        "ModelListFuzzTestInputs/anyBytesGiveModelsOrAReason",
                        "openrouter.json",
                        "array.json",
                        "error.json"),
                Soundness::models);
    }

    /** What is short when it is sent must not be long when it is read. */
    @Test
    void memoryIsInProportion() {
        for (String body : List.of(
                "[".repeat(100_000),
                "{\"data\":" + "[".repeat(100_000),
                "{\"data\":[{\"index\":2000000000,\"embedding\":[1]}]}",
                "{\"data\":[" + "{},".repeat(30_000),
                "{\"data\":[{\"embedding\":[" + "0,".repeat(200_000) + "1]}]}",
                "{\"usage\":{\"cost\":1e999999999,\"total_tokens\":1e300}}")) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            Soundness.answer(bytes);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Soundness.answer(bytes);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as(body.substring(0, 20))
                    .isLessThan(2 * MOST_BYTES);
        }
    }
}
