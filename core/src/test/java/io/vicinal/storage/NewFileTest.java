package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void name() {
        target = directory.resolve("a.bin");
    }

    @Test
    void recordsAndBytesOfAnySizeStandInOrder() throws IOException {
        byte[] expected = new byte[1_400_000];
        new Random(1).nextBytes(expected);
        try (NewFile file = NewFile.create(target, 300_000)) {
            int done = 0;
            for (int size : new int[] {0, 1, 300_000, 7, 299_999, 262_144}) {
                int at = file.reserve(size);
                MemorySegment.copy(expected, done, file.memory(), ValueLayout.JAVA_BYTE, at, size);
                done += size;
            }
            file.write(MemorySegment.ofArray(expected).asSlice(done));
            byte[] other = {1, 2, 3};
            file.overwrite(500_000, other);
            System.arraycopy(other, 0, expected, 500_000, 3);
            file.write(MemorySegment.ofArray(other));
            assertThat(target).doesNotExist();
            file.publish();
        }
        byte[] actual = Files.readAllBytes(target);
        assertThat(Arrays.copyOf(actual, expected.length)).isEqualTo(expected);
        assertThat(Arrays.copyOfRange(actual, expected.length, actual.length)).containsExactly(1, 2, 3);
        assertThat(directory.toFile().list()).containsExactly("a.bin");
    }

    @Test
    void withoutPublishingNothingIsLeft() throws IOException {
        Files.writeString(target, "old");
        NewFile file = NewFile.create(target, 8);
        file.write(MemorySegment.ofArray(new byte[1 << 20]));
        file.close();
        file.close();
        assertThat(target).hasContent("old");
        assertThat(directory.toFile().list()).containsExactly("a.bin");
        assertThatThrownBy(() -> file.reserve(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(target + " can't be written: its writer is closed");
    }

    @Test
    void afterAFailureNothingCanBePublished() throws IOException {
        Files.writeString(target, "old");
        try (NewFile file = NewFile.create(target, 8)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> file.write(MemorySegment.ofArray(new byte[1 << 20])))
                    .isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThatThrownBy(file::publish)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(target + " can't be written: an earlier write failed");
        }
        assertThat(target).hasContent("old");
        assertThat(directory.toFile().list()).containsExactly("a.bin");
    }

    @Test
    void whereNoFileCanBeIsRefused() {
        assertThatThrownBy(() -> NewFile.create(directory, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(directory + " can't be written: it is a directory");
        assertThatThrownBy(() -> NewFile.create(directory.resolve("none/a"), 8))
                .isInstanceOf(NoSuchFileException.class);
    }
}
