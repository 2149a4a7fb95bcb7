package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.fork.HeapOfMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The index of metadata in a JVM of its own: the heap it takes. */
@Timeout(120)
class MetadataForkTest {
    private static final int DOCUMENTS = 200_000;

    @Test
    void aDocumentOfThreeFieldsTakesFewBytes() throws Exception {
        List<String> options = List.of("-cp", ForkedJvm.classPath());
        Process process = ForkedJvm.start(options, HeapOfMetadata.class, Integer.toString(DOCUMENTS));
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines.get(1)).isEqualTo(Integer.toString(DOCUMENTS));
        // Two numbers with their ordinals take 24 bytes, a bitmap of each language less than two.
        assertThat(Long.parseLong(lines.get(0)) / DOCUMENTS).isBetween(10L, 40L);
    }
}
