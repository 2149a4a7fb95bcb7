package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.fork.AllocationOfFlat;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine flat in a JVM of its own: what a search takes, where nothing but searches has been compiled. */
@Timeout(120)
class FlatForkTest {
    /** Ten ids and scores, the headers of two arrays, the hits: 176 bytes; the rest is slack for the measurement itself. */
    private static final long ANSWER_BYTES = 300;

    /** Now and then a JVM compiles a kernel so that some of its vectors stay on the heap, and keeps it so. */
    private static final int JVMS = 6;

    @ParameterizedTest
    @CsvSource({"1000, FLOAT32, SCAN", "20000, FLOAT32, SCAN", "20000, FLOAT32, ALLOWED_SCAN", "5000, RABITQ2, SCAN"})
    void aSearchAllocatesNothingButItsAnswer(String rows, String encoding, String plan) throws Exception {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < JVMS && least > ANSWER_BYTES; i++) {
            least = Math.min(least, allocated(rows, encoding, plan));
        }
        assertThat(least).isBetween(120L, ANSWER_BYTES);
    }

    private static long allocated(String rows, String encoding, String plan) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        ForkedJvm.path(ForkedJvm.vicinal(), ForkedJvm.programs()),
                        AllocationOfFlat.class.getName(),
                        Long.toString(ANSWER_BYTES),
                        rows,
                        encoding,
                        plan)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = process.inputReader().readLine();
        assertThat(process.waitFor()).isZero();
        return Long.parseLong(printed);
    }
}
