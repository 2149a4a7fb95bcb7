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
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** So the system keeps the file in huge pages. */
    @Test
    void longFilesAreWrittenInWholeHugePages() throws IOException {
        byte[] expected = new byte[5 * HugePages.BYTES + 12_345];
        new Random(2).nextBytes(expected);
        try (NewFile file = NewFile.create(target, 3000)) {
            for (int done = 0; done < expected.length; ) {
                int size = Math.min(3000, expected.length - done);
                int at = file.reserve(size);
                MemorySegment.copy(expected, done, file.memory(), ValueLayout.JAVA_BYTE, at, size);
                done += size;
                assertThat(written() % HugePages.BYTES).isZero();
            }
            assertThat(written()).isEqualTo(4L * HugePages.BYTES);
            file.publish();
        }
        assertThat(Files.readAllBytes(target)).isEqualTo(expected);
    }

    /** Bytes of the file under its temporary name, the only one in the folder. */
    private long written() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return Files.size(files.findFirst().orElseThrow());
        }
    }

    @Test
    void recordsLongerThanHugePagesFit() throws IOException {
        int most = 3 * HugePages.BYTES;
        int[] sizes = {10, most, 10, HugePages.BYTES * 5 / 2, most};
        byte[] expected = new byte[IntStream.of(sizes).sum()];
        new Random(3).nextBytes(expected);
        try (NewFile file = NewFile.create(target, most)) {
            int done = 0;
            for (int size : sizes) {
                int at = file.reserve(size);
                MemorySegment.copy(expected, done, file.memory(), ValueLayout.JAVA_BYTE, at, size);
                done += size;
            }
            file.publish();
        }
        assertThat(Files.readAllBytes(target)).isEqualTo(expected);
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
            assertThatThrownBy(() -> file.write(MemorySegment.ofArray(new byte[2 * HugePages.BYTES])))
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
