package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A section in blocks that is larger than most memories: a file with a hole in place of its rows. */
class SnapshotBeyondMemoryTest {
    private static final long LENGTH = 64L << 30;
    private static final int BLOCK = 16_384;

    @TempDir
    Path directory;

    private Path write() throws IOException {
        CRC32C crc = new CRC32C();
        crc.update(new byte[BLOCK]);
        ByteBuffer checksums = ByteBuffer.allocate((int) (LENGTH / BLOCK * 4)).order(ByteOrder.LITTLE_ENDIAN);
        while (checksums.hasRemaining()) {
            checksums.putInt((int) crc.getValue());
        }
        crc.reset();
        crc.update(checksums.flip());
        Path file = directory.resolve("a.snapshot");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(SnapshotHeader.encode(List.of(
                    new SnapshotHeader.Section("rows", 4096, LENGTH, 0),
                    new SnapshotHeader.Section("rows.crc", 4096 + LENGTH, checksums.limit(), (int) crc.getValue()))));
            sparse.seek(4096 + LENGTH);
            sparse.write(checksums.array());
        }
        return file;
    }

    @Test
    void openingReadsNoneOfItsRows() throws IOException {
        try (Snapshot snapshot = Snapshot.open(write())) {
            MemorySegment rows = snapshot.section("rows");
            assertThat(rows.byteSize()).isEqualTo(LENGTH);
            // The system may read ahead a little of what follows the section table.
            for (long at = 64 << 20; at < LENGTH; at += LENGTH / 1000) {
                assertThat(rows.asSlice(at, BLOCK).isLoaded()).as("at %d", at).isFalse();
            }
        }
    }

    @Test
    void blocksAnywhereAreVerified() throws IOException {
        Path file = write();
        long[] damaged = {0, (2L << 30) - 1, 2L << 30, (4L << 30) + 7 * BLOCK, LENGTH - 1};
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            for (long at : damaged) {
                sparse.seek(4096 + at);
                sparse.write(1);
            }
        }
        try (Snapshot snapshot = Snapshot.open(file)) {
            SectionBlocks blocks = snapshot.blocks("rows");
            for (long at : damaged) {
                long block = at / BLOCK;
                assertThatThrownBy(() -> blocks.verify(at, 1))
                        .isInstanceOf(CorruptFileException.class)
                        .hasMessageStartingWith(
                                "%s, offset %d: section rows: the checksum of its block %d is",
                                file, 4096 + block * BLOCK, block);
                for (long neighbour : new long[] {at - BLOCK, at + BLOCK}) {
                    if (neighbour >= 0
                            && neighbour < LENGTH
                            && Arrays.stream(damaged).noneMatch(other -> other / BLOCK == neighbour / BLOCK)) {
                        blocks.verify(neighbour, 1);
                    }
                }
            }
            assertThat(blocks.complete()).isFalse();
        }
    }
}
