package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.fork.HeapOfMetadata;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The index of metadata in a JVM of its own: the heap it takes, before it is saved and after. */
@Timeout(120)
class MetadataForkTest {
    private static final int DOCUMENTS = 200_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aDocumentOfThreeFieldsTakesFewBytes() throws Exception {
        // What a thread has taken for itself counts as used, which is megabytes unless told otherwise.
        List<String> options = List.of("-XX:-ResizeTLAB", "-XX:TLABSize=64k", "-cp", ForkedJvm.classPath());
        String file = folder.resolve("metadata").toString();
        Process process = ForkedJvm.start(options, HeapOfMetadata.class, Integer.toString(DOCUMENTS), file);
        List<Long> numbers = process.inputReader().lines().map(Long::valueOf).toList();
        assertThat(process.waitFor()).isZero();
        assertThat(numbers).hasSize(5);
        assertThat(numbers.get(4)).isEqualTo(DOCUMENTS);
        for (int i = 0; i < 4; i += 2) {
            long bytes = numbers.get(i + 1);
            // Two numbers with their ordinals take 24 bytes, a bitmap of each language less than two.
            assertThat((double) bytes / DOCUMENTS).isBetween(24.0, 30.0);
            assertThat(numbers.get(i)).isBetween(bytes - bytes / 20, bytes + bytes / 20);
        }
    }
}
