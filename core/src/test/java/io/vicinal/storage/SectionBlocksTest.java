package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionBlocksTest {
    private static final int BLOCK = 16_384;

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

    /** A section of the given length in blocks, written in pieces of any size, between two others. */
    private void write(int length) throws IOException {
        Random random = new Random(length);
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            writer.begin("first");
            writer.write(MemorySegment.ofArray(bytes(10)));
            writer.beginBlocks("rows");
            MemorySegment bytes = MemorySegment.ofArray(bytes(length));
            for (int done = 0; done < length; ) {
                int next = Math.min(length - done, random.nextInt(random.nextBoolean() ? 3 * BLOCK : 1000));
                writer.write(bytes.asSlice(done, next));
                done += next;
            }
            writer.begin("last");
            writer.write(MemorySegment.ofArray(bytes(20)));
            writer.commit();
        }
    }

    private void flip(long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            flip(channel, at);
        }
    }

    private static void flip(FileChannel channel, long at) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, at);
        channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ (1 << (at % 8)))}), at);
    }

    private void refused(SectionBlocks blocks, long offset, long length, int block) {
        assertThatThrownBy(() -> blocks.verify(offset, length))
                .isInstanceOfSatisfying(
                        CorruptFileException.class, e -> assertThat(e.offset()).isEqualTo(8192 + (long) block * BLOCK))
                .hasMessageStartingWith(
                        "%s, offset %d: section rows: the checksum of its block %d is ",
                        file, 8192 + block * BLOCK, block)
                .hasMessageContaining(" but it was written with ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 300_000})
    void blocksComeBackAsTheyWere(int length) throws IOException {
        write(length);
        try (Snapshot snapshot = Snapshot.open(file)) {
            SectionBlocks blocks = snapshot.blocks("rows");
            assertThat(blocks).isSameAs(snapshot.blocks("rows"));
            assertThat(blocks.complete()).isEqualTo(length == 0);
            for (int at = 0; at < length; at += BLOCK) {
                assertThat(blocks.complete()).isFalse();
                blocks.verify(at, 1);
            }
            assertThat(blocks.complete()).isTrue();
            blocks.verifyAll();
            assertThat(snapshot.section("rows").toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes(length));
            assertThat(snapshot.section("last").toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes(20));
            assertThat(snapshot.section("rows.crc").toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(checksums(bytes(length)));
        }
    }

    private static byte[] checksums(byte[] bytes) {
        ByteBuffer checksums =
                ByteBuffer.allocate((bytes.length + BLOCK - 1) / BLOCK * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.length; at += BLOCK) {
            CRC32C crc = new CRC32C();
            crc.update(bytes, at, Math.min(BLOCK, bytes.length - at));
            checksums.putInt((int) crc.getValue());
        }
        return checksums.array();
    }

    /** Whoever knows nothing of blocks finds the checksum of the whole section where that of every section stands. */
    @Test
    void theSectionTableHoldsTheChecksumOfTheWholeSectionToo() throws IOException {
        write(100_000);
        byte[] table = new byte[SnapshotHeader.BYTES];
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            opened.readFully(table);
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes(100_000));
        assertThat(SnapshotHeader.decode(table, file, Files.size(file)))
                .contains(new SnapshotHeader.Section("rows", 8192, 100_000, (int) crc.getValue()))
                .extracting(SnapshotHeader.Section::name)
                .containsExactly("first", "rows", "rows.crc", "last");
    }

    @Test
    void aDamagedBlockFailsWhoeverTouchesItAndNobodyElse() throws IOException {
        write(3 * BLOCK + 100);
        flip(8192 + BLOCK + 5);
        try (Snapshot snapshot = Snapshot.open(file)) {
            SectionBlocks blocks = snapshot.blocks("rows");
            blocks.verify(0, BLOCK);
            blocks.verify(0, 0);
            blocks.verify(BLOCK, 0);
            blocks.verify(BLOCK + 1, 0);
            blocks.verify(2 * BLOCK, BLOCK + 100);
            for (int ask = 0; ask < 2; ask++) {
                refused(blocks, BLOCK - 1, 2, 1);
                refused(blocks, BLOCK, 1, 1);
                refused(blocks, 2 * BLOCK - 1, 1, 1);
                refused(blocks, 0, 3 * BLOCK + 100, 1);
                assertThatThrownBy(blocks::verifyAll).isInstanceOf(CorruptFileException.class);
                assertThat(blocks.complete()).isFalse();
            }
            flip(8192 + BLOCK + 5);
            blocks.verifyAll();
            assertThat(blocks.complete()).isTrue();
        }
    }

    @Test
    void aBlockIsReadOnce() throws IOException {
        write(2 * BLOCK);
        try (Snapshot snapshot = Snapshot.open(file)) {
            SectionBlocks blocks = snapshot.blocks("rows");
            blocks.verify(10, 10);
            flip(8192 + 5);
            blocks.verify(0, BLOCK);
            blocks.verifyAll();
            assertThat(blocks.complete()).isTrue();
        }
    }

    /** Damaged blocks stay unverified, so one opening serves for all of them. */
    @Test
    void everyByteOfABlockMatters() throws IOException {
        int length = BLOCK + 2000;
        write(length);
        try (Snapshot snapshot = Snapshot.open(file);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            SectionBlocks blocks = snapshot.blocks("rows");
            for (int at = 0; at < length; at += at < 300 || at > BLOCK - 300 ? 1 : 61) {
                flip(channel, 8192 + at);
                refused(blocks, at, 1, at / BLOCK);
                flip(channel, 8192 + at);
            }
            blocks.verifyAll();
        }
    }

    @Test
    void aSectionWithoutBlocksIsVerifiedAlready() throws IOException {
        write(10);
        try (Snapshot snapshot = Snapshot.open(file)) {
            for (String name : List.of("first", "rows.crc")) {
                SectionBlocks whole = snapshot.blocks(name);
                assertThat(whole.complete()).isTrue();
                whole.verify(0, snapshot.section(name).byteSize());
                whole.verifyAll();
                assertThatThrownBy(() -> whole.verify(5, 10)).isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThatThrownBy(() -> snapshot.blocks("graph"))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessage(file + ", offset 0: there is no section 'graph' among [first, rows, rows.crc, last]");
        }
    }

    @Test
    void rangesBeyondTheSectionAreRefused() throws IOException {
        write(BLOCK + 1);
        try (Snapshot snapshot = Snapshot.open(file)) {
            SectionBlocks blocks = snapshot.blocks("rows");
            for (long[] range : new long[][] {{-1, 1}, {0, -1}, {0, BLOCK + 2}, {BLOCK + 1, 1}, {1, Long.MAX_VALUE}}) {
                assertThatThrownBy(() -> blocks.verify(range[0], range[1]))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    @Test
    void aFileCutShortAfterItWasOpenedIsRefused() throws IOException {
        write(4 * BLOCK);
        try (Snapshot snapshot = Snapshot.open(file)) {
            SectionBlocks blocks = snapshot.blocks("rows");
            blocks.verify(0, 1);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(8192 + 2 * BLOCK);
            }
            blocks.verify(BLOCK, 1);
            assertThatThrownBy(() -> blocks.verify(3 * BLOCK, 1))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageStartingWith(
                            "%s, offset %d: section rows: the file can't be read here any more",
                            file, 8192 + 3 * BLOCK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "thirteen char", "smörgås", "first", "rows", "rows.crc", "first.crc", ".crc", "a.crc"})
    void badNamesAreRefusedAndTheSectionGoesOn(String name) throws IOException {
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            writer.begin("first");
            writer.beginBlocks("rows");
            writer.write(MemorySegment.ofArray(bytes(5)));
            assertThatThrownBy(() -> writer.beginBlocks(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("section");
            if (!name.equals("thirteen char")) {
                assertThatThrownBy(() -> writer.begin(name)).isInstanceOf(IllegalArgumentException.class);
            }
            writer.write(MemorySegment.ofArray(bytes(6)));
            writer.beginBlocks("twelve chars");
            writer.commit();
        }
        try (Snapshot snapshot = Snapshot.open(file)) {
            assertThat(snapshot.section("rows").byteSize()).isEqualTo(11);
            snapshot.blocks("rows").verifyAll();
            assertThat(snapshot.blocks("twelve chars").complete()).isTrue();
        }
    }

    @Test
    void checksumsThatDontFitTheirSectionAreRefused() throws IOException {
        byte[] page = SnapshotHeader.encode(List.of(
                new SnapshotHeader.Section("rows", 4096, BLOCK + 1, 0),
                new SnapshotHeader.Section("rows.crc", 24_576, 4, 0x48674bc7)));
        Files.write(file, Arrays.copyOf(page, 24_580));
        assertThatThrownBy(() -> Snapshot.open(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessage(
                        "%s, offset 24576: section rows.crc: it has 4 bytes where 8 were expected for the 16385 bytes"
                                + " of section rows",
                        file);
    }
}
