package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {
    private static final int[] SIZES = {0, 1, 4095, 4096, 4097, 1 << 20};

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("a.snapshot");
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private void write(int... sizes) throws IOException {
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            for (int size : sizes) {
                writer.begin("size " + size);
                MemorySegment bytes = MemorySegment.ofArray(bytes(size));
                writer.write(bytes.asSlice(0, size / 3));
                writer.write(bytes.asSlice(size / 3));
            }
            writer.commit();
        }
    }

    @Test
    void sectionsComeBackAsTheyWere() throws IOException {
        write(SIZES);
        try (Snapshot snapshot = Snapshot.open(file)) {
            for (int size : SIZES) {
                MemorySegment section = snapshot.section("size " + size);
                assertThat(section.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes(size));
                assertThat(section.address() % 4096).isZero();
                assertThat(section.isReadOnly()).isTrue();
            }
            assertThat(snapshot.file()).isEqualTo(file);
            assertThat(snapshot.mappedBytes()).isEqualTo(Files.size(file));
            assertThatThrownBy(() -> snapshot.section("graph"))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("there is no section 'graph' among [size 0, size 1,");
        }
        Snapshot closed = Snapshot.open(file);
        closed.close();
        closed.close();
        assertThat(closed.section("size 1").scope().isAlive()).isFalse();
        assertThat(directory).isDirectoryContaining(path -> path.equals(file));
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void anyKindOfMemoryIsWritten() throws IOException {
        float[] floats = {1, 2, 3};
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            writer.begin("floats");
            writer.write(MemorySegment.ofArray(floats));
            writer.begin("large");
            writer.write(MemorySegment.ofArray(new long[100_000]));
            writer.commit();
        }
        try (Snapshot snapshot = Snapshot.open(file)) {
            assertThat(snapshot.section("floats").toArray(ValueLayout.JAVA_FLOAT))
                    .isEqualTo(floats);
            assertThat(snapshot.section("large").byteSize()).isEqualTo(800_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seventeen letters", "smörgås", "a\0b", "tab\t", "taken", "earlier"})
    void badNamesAreRefusedAndTheSectionGoesOn(String name) throws IOException {
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            writer.begin("earlier");
            writer.begin("taken");
            writer.write(MemorySegment.ofArray(bytes(5)));
            assertThatThrownBy(() -> writer.begin(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("section");
            writer.write(MemorySegment.ofArray(bytes(6)));
            writer.commit();
        }
        try (Snapshot snapshot = Snapshot.open(file)) {
            assertThat(snapshot.section("taken").byteSize()).isEqualTo(11);
        }
    }

    @Test
    void bytesBelongToASection() throws IOException {
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            assertThatThrownBy(() -> writer.write(MemorySegment.ofArray(bytes(5))))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void thereIsRoomForAHundredSections() throws IOException {
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            for (int section = 0; section < 102; section++) {
                writer.begin("section " + section);
            }
            assertThatThrownBy(writer::commit).hasMessage("a snapshot has at most 101 sections, not 102");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void withoutCommitTheOldOneStays() throws IOException {
        write(5);
        byte[] old = Files.readAllBytes(file);
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            writer.begin("new");
            writer.write(MemorySegment.ofArray(bytes(1 << 20)));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(old);
        try (SnapshotWriter writer = SnapshotWriter.create(file);
                Snapshot snapshot = Snapshot.open(file)) {
            writer.begin("new");
            writer.commit();
            assertThat(snapshot.section("size 5").toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(bytes(5));
            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        }
        Snapshot.open(file).close();
        assertThat(directory.toFile().list()).containsExactly("a.snapshot");
    }

    @Test
    void everyByteThatMattersIsVerified() throws IOException {
        int[] sizes = {1, 100, 0, 4097};
        write(sizes);
        byte[] whole = Files.readAllBytes(file);
        boolean[] verified = new boolean[whole.length];
        for (int i = 0; i < 4096; i++) {
            verified[i] = true;
        }
        int start = 4096;
        for (int size : sizes) {
            for (int i = 0; i < size; i++) {
                verified[start + i] = true;
            }
            start += (size + 4095) / 4096 * 4096;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int at = 0; at < whole.length; at++) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) (whole[at] ^ (1 << (at % 8)))}), at);
                if (verified[at]) {
                    refused(at < 4096 ? "" : "section size ");
                } else if (at % 64 == 0) {
                    Snapshot.open(file).close();
                }
                channel.write(ByteBuffer.wrap(whole, at, 1), at);
            }
        }
        Snapshot.open(file).close();
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws IOException {
        write(1, 100, 4097);
        long length = Files.size(file);
        int step = 1;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (length > 0) {
                length = Math.max(0, length - step);
                channel.truncate(length);
                refused("");
                step = step * 2 % 127;
            }
        }
    }

    private void refused(String message) {
        assertThatThrownBy(() -> Snapshot.open(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageStartingWith(file + ", offset ")
                .hasMessageContaining(message);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        for (int length : new int[] {0, 1, 4095, 4096, 10_000}) {
            Files.write(file, bytes(length));
            refused(length < 4096 ? "too early" : "a snapshot begins with VICINALS");
        }
        write(5);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {2}), 8);
        }
        refused("format version is 2 but only 1 can be read");
    }
}
