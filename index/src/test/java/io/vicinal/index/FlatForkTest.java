package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.fork.AllocationOfFlat;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine flat in a JVM of its own: what a search takes, where nothing but searches has been compiled. */
@Timeout(120)
class FlatForkTest {
    /** Ten ids and scores, the headers of two arrays, the hits: 176 bytes; the rest is slack for the measurement itself. */
    private static final long ANSWER_BYTES = 300;

    @Test
    void aSearchByCodesAllocatesNothingButItsAnswer() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        ForkedJvm.path(ForkedJvm.vicinal(), ForkedJvm.programs()),
                        AllocationOfFlat.class.getName(),
                        Long.toString(ANSWER_BYTES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = process.inputReader().readLine();
        assertThat(process.waitFor()).isZero();
        assertThat(Long.parseLong(printed)).isBetween(120L, ANSWER_BYTES);
    }
}
