package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFileDamageTest {
    private static final int ROWS = 3;
    private static final int ROWS_BEGIN = RowLayout.HEADER_BYTES + RowLayout.ENTRIES_BYTES;

    @TempDir
    Path directory;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("a.vectors");
        try (VectorFile vectors = VectorFile.create(file, 5, Metric.COSINE)) {
            vectors.appendAll(RandomVectors.concatenated(5, ROWS, 0));
        }
        whole = Files.readAllBytes(file);
    }

    private static boolean unused(int at) {
        int entries = RowLayout.HEADER_BYTES + ROWS * RowLayout.ENTRY_BYTES;
        return (at >= 64 && at < RowLayout.HEADER_BYTES) || (at >= entries && at < ROWS_BEGIN);
    }

    @Test
    void everyByteThatMattersIsVerified() throws IOException {
        Random random = new Random(5);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            // In place, since truncating a file again and again is slow.
            write(at, damaged[at]);
            if (unused(at)) {
                if (at % 256 == 0) {
                    readable();
                }
            } else {
                refused("damage at " + at);
            }
            write(at, whole[at]);
        }
        readable();
    }

    private void write(int at, byte value) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(at).write(ByteBuffer.wrap(new byte[] {value}));
        }
    }

    private void readable() throws IOException {
        try (VectorFile vectors = VectorFile.open(file)) {
            assertThat(vectors.count()).isEqualTo(ROWS);
            for (int row = 0; row < ROWS; row++) {
                assertThat(RandomVectors.close(vectors.vector(row), RandomVectors.vector(5, row), 1e-6))
                        .isTrue();
            }
        }
    }

    private void refused(String what) {
        for (boolean append : new boolean[] {false, true}) {
            assertThatThrownBy(() -> {
                        try (VectorFile vectors = append ? VectorFile.openForAppend(file) : VectorFile.open(file)) {
                            assertThat(vectors).isNull();
                        }
                    })
                    .as(what)
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageStartingWith(file + ", offset ");
        }
    }

    @Test
    void theDamagedRowIsNamed() throws IOException {
        write(ROWS_BEGIN + 64 + 3, (byte) ~whole[ROWS_BEGIN + 64 + 3]);
        assertThatThrownBy(() -> VectorFile.open(file))
                .isInstanceOfSatisfying(CorruptFileException.class, e -> {
                    assertThat(e.file()).isEqualTo(file);
                    assertThat(e.offset()).isEqualTo(ROWS_BEGIN + 64);
                })
                .hasMessageContaining("row 1 has checksum ");
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws IOException {
        int step = 1;
        for (int length = whole.length - 1; length >= 0; length -= step) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(length);
            }
            refused("length " + length);
            assertThat(Files.size(file)).isEqualTo(length);
            step = length > ROWS_BEGIN - 10 || length < 80 ? 1 : 61;
        }
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Random random = new Random(9);
        for (int length : new int[] {0, 1, 63, 64, 4095, 4096, 4097, 100_000}) {
            byte[] garbage = new byte[length];
            random.nextBytes(garbage);
            Files.write(file, garbage);
            refused("garbage of length " + length);
            assertThat(Files.readAllBytes(file)).isEqualTo(garbage);
        }
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            writer.commit();
        }
        assertThatThrownBy(() -> VectorFile.open(file)).hasMessageContaining("a vector file begins with VICINALV");
    }

    @Test
    void aNewerVersionIsRefusedByNumber() throws IOException {
        write(8, (byte) 2);
        refused("version 2");
        assertThatThrownBy(() -> VectorFile.open(file)).hasMessageContaining("format version is 2 but only 1 can be");
    }

    @Test
    void impossibleHeadersAreRefusedEvenWithTheRightChecksum() throws IOException {
        for (int[] change : new int[][] {{12, 0}, {12, 65_537}, {12, 17}, {16, 4}, {20, 128}, {24, 512}, {36, 1}}) {
            ByteBuffer page = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
            page.putInt(change[0], change[1]);
            CRC32C crc = new CRC32C();
            crc.update(page.array(), 0, 60);
            page.putInt(60, (int) crc.getValue());
            Files.write(file, page.array());
            refused("field at " + change[0]);
        }
    }

    @Test
    void whatAKilledWriterLeftIsCutOff() throws IOException {
        byte[] longer = Arrays.copyOf(whole, whole.length + 70_000);
        Arrays.fill(longer, whole.length, longer.length, (byte) 77);
        Files.write(file, longer);
        readable();
        assertThat(Files.size(file)).isEqualTo(longer.length);
        VectorFile.openForAppend(file).close();
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
}
