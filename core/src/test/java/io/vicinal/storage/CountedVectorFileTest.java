package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vector files whose number of rows somebody else keeps. */
class CountedVectorFileTest {
    private static final int DIMENSION = 17;
    private static final RowLayout LAYOUT = new RowLayout(DIMENSION);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("a.vectors");
    }

    private void write(int count) throws IOException {
        try (VectorFile vectors = VectorFile.createCounted(file, DIMENSION, Metric.COSINE)) {
            vectors.appendAll(RandomVectors.concatenated(DIMENSION, count, 0));
        }
    }

    private static void check(VectorFile vectors, int count) {
        assertThat(vectors.count()).isEqualTo(count);
        for (int row = 0; row < count; row++) {
            assertRow(vectors, row, row);
        }
    }

    private static void assertRow(VectorFile vectors, int row, long seed) {
        assertThat(RandomVectors.close(vectors.vector(row), RandomVectors.vector(DIMENSION, seed), 1e-6))
                .as("row %d", row)
                .isTrue();
        assertThat(vectors.verification().intact(row)).as("row %d", row).isTrue();
    }

    private void damage(long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) ~one.get(0)}), at);
        }
    }

    private byte[] header() throws IOException {
        return Arrays.copyOf(Files.readAllBytes(file), RowLayout.HEADER_BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024, 1500})
    void theRowsAreThoseCounted(int count) throws IOException {
        write(1500);
        byte[] before = Files.readAllBytes(file);
        try (VectorFile vectors = VectorFile.openCounted(file, count)) {
            check(vectors, count);
            assertThat(vectors.file()).isEqualTo(file);
            assertThatIllegalStateException()
                    .isThrownBy(vectors::flush)
                    .withMessage(file + " is open for reading only");
            assertThatIllegalStateException().isThrownBy(() -> vectors.shorten(0));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (VectorFile vectors = VectorFile.openCountedForAppend(file, count)) {
            assertThat(Files.size(file)).isEqualTo(LAYOUT.fileBytes(count));
            assertThat(vectors.append(RandomVectors.vector(DIMENSION, count))).isEqualTo(count);
            vectors.flush();
            check(vectors, count + 1);
        }
        assertThat(Files.size(file)).isEqualTo(LAYOUT.fileBytes(count + 1));
        try (VectorFile vectors = VectorFile.openCounted(file, count + 1)) {
            check(vectors, count + 1);
        }
    }

    @Test
    void theHeaderIsNeverWrittenAgain() throws IOException {
        try (VectorFile vectors = VectorFile.createCounted(file, DIMENSION, Metric.EUCLIDEAN)) {
            byte[] header = header();
            vectors.append(RandomVectors.vector(DIMENSION, 0));
            vectors.flush();
            assertThat(header()).isEqualTo(header);
        }
        // A byte that nobody reads, but that would be gone if the header were written.
        damage(70);
        byte[] marked = header();
        VectorFile.openCountedForAppend(file, 1).close();
        assertThat(header()).isEqualTo(marked);
        assertThat(ByteBuffer.wrap(marked).getLong(32)).isEqualTo(-1);
    }

    @Test
    void nobodyTakesItForAFileThatKnowsItsRows() throws IOException {
        write(3);
        byte[] before = Files.readAllBytes(file);
        String message = file + ", offset 32: the number of its rows is kept elsewhere, not in the file";
        assertThatThrownBy(() -> VectorFile.open(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> VectorFile.openForAppend(file)).hasMessage(message);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aFileThatKnowsItsRowsCanBeCountedElsewhereToo() throws IOException {
        try (VectorFile vectors = VectorFile.create(file, DIMENSION, Metric.COSINE)) {
            vectors.appendAll(RandomVectors.concatenated(DIMENSION, 4, 0));
            assertThatIllegalStateException()
                    .isThrownBy(() -> vectors.shorten(3))
                    .withMessage(file + " keeps the number of its rows itself");
        }
        try (VectorFile vectors = VectorFile.openCounted(file, 3)) {
            check(vectors, 3);
        }
        try (VectorFile vectors = VectorFile.open(file)) {
            assertThatIllegalStateException().isThrownBy(() -> vectors.see(4));
        }
    }

    @Test
    void tooShortAFileIsRefused() throws IOException {
        write(3);
        byte[] before = Files.readAllBytes(file);
        String message = "%s, offset %d: the file ends here, but its 4 rows take %d bytes"
                .formatted(file, before.length, LAYOUT.fileBytes(4));
        assertThatThrownBy(() -> VectorFile.openCounted(file, 4))
                .isInstanceOf(CorruptFileException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> VectorFile.openCountedForAppend(file, 4)).hasMessage(message);
        assertThatIllegalArgumentException().isThrownBy(() -> VectorFile.openCounted(file, -1));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void whatIsOpenedIsNotVerifiedButCanBe() throws IOException {
        write(1100);
        for (long at : new long[] {LAYOUT.rowOffset(7) + 3, LAYOUT.entryOffset(8), LAYOUT.rowOffset(1030) + 70}) {
            damage(at);
        }
        // The checksum itself.
        damage(LAYOUT.entryOffset(1040) + 5);
        try (VectorFile vectors = VectorFile.openCounted(file, 1100)) {
            for (int row = 0; row < 1100; row++) {
                boolean whole = row != 7 && row != 8 && row != 1030 && row != 1040;
                assertThat(vectors.verification().intact(row)).as("row %d", row).isEqualTo(whole);
            }
            assertThatThrownBy(() -> vectors.verification().intact(1100)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> vectors.verification().checksum(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void theChecksumIsThatOfNormAndRow() throws IOException {
        write(1030);
        byte[] bytes = Files.readAllBytes(file);
        try (VectorFile vectors = VectorFile.openCounted(file, 1030)) {
            for (int row : new int[] {0, 1, 1023, 1024, 1029}) {
                CRC32C crc = new CRC32C();
                crc.update(bytes, (int) LAYOUT.entryOffset(row), Float.BYTES);
                crc.update(bytes, (int) LAYOUT.rowOffset(row), LAYOUT.stride());
                assertThat(vectors.verification().checksum(row)).isEqualTo((int) crc.getValue());
            }
        }
    }

    @Test
    void aRowWhosePageIsGoneIsNotIntact() throws IOException {
        write(2000);
        try (VectorFile vectors = VectorFile.openCounted(file, 2000)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(LAYOUT.rowOffset(128));
            }
            assertThat(vectors.verification().intact(0)).isTrue();
            assertThat(vectors.verification().intact(1900)).isFalse();
            assertThatThrownBy(vectors::verify)
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("row 128 can't be read any more");
            try (VectorFile target = VectorFile.temporary(directory, DIMENSION, Metric.COSINE)) {
                assertThatThrownBy(() -> target.appendFrom(vectors, 1, 1900))
                        .isInstanceOf(CorruptFileException.class)
                        .hasMessageContaining("row 1900 can't be read any more");
                assertThat(target.count()).isZero();
            }
        }
    }

    @Test
    void forgottenRowsGiveTheirPlacesAway() throws IOException {
        try (VectorFile vectors = VectorFile.createCounted(file, DIMENSION, Metric.COSINE)) {
            vectors.appendAll(RandomVectors.concatenated(DIMENSION, 1030, 0));
            VectorRows before = vectors.rows();
            vectors.shorten(1000);
            check(vectors, 1000);
            assertThatThrownBy(() -> vectors.vector(1000)).isInstanceOf(IndexOutOfBoundsException.class);
            before.copy(1029, new float[DIMENSION]);
            assertThat(vectors.appendAll(RandomVectors.concatenated(DIMENSION, 40, 5000)))
                    .isEqualTo(1000);
            assertRow(vectors, 1000, 5000);
            assertRow(vectors, 1039, 5039);
            vectors.shorten(1040);
            vectors.shorten(0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> vectors.shorten(1))
                    .withMessage("1 of 0 rows can't stay");
            assertThatIllegalArgumentException().isThrownBy(() -> vectors.shorten(-1));
            vectors.append(RandomVectors.vector(DIMENSION, 0));
        }
        assertThat(Files.size(file)).isEqualTo(LAYOUT.fileBytes(1));
    }

    @Test
    void aReaderFollowsItsWriter() throws IOException {
        try (VectorFile writer = VectorFile.createCounted(file, DIMENSION, Metric.COSINE);
                VectorFile reader = VectorFile.openCounted(file, 0)) {
            for (int count : new int[] {1, 1, 2, 900, 1024, 1025, 6000}) {
                VectorRows before = reader.rows();
                writer.appendAll(RandomVectors.concatenated(DIMENSION, count - writer.count(), writer.count()));
                reader.see(count);
                assertThat(reader.count()).isEqualTo(count);
                assertThat(reader.mappedBytes()).isBetween(LAYOUT.fileBytes(count), Files.size(file));
                assertRow(reader, count - 1, count - 1);
                if (before.count() > 0) {
                    before.copy(0, new float[DIMENSION]);
                }
            }
            check(reader, 6000);
            assertThatIllegalStateException().isThrownBy(() -> writer.see(6000));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reader.see(5999))
                    .withMessage("there were 6000 rows, so there can't be 5999");
        }
    }

    @Test
    void aReaderMapsSeldomAndNothingThatIsNotThere() throws IOException {
        write(0);
        try (VectorFile reader = VectorFile.openCounted(file, 0)) {
            try (VectorFile writer = VectorFile.openCountedForAppend(file, 0)) {
                int mappings = 0;
                for (int count = 1; count <= 5000; count++) {
                    long before = reader.mappedBytes();
                    writer.append(RandomVectors.vector(DIMENSION, count - 1));
                    reader.see(count);
                    mappings += reader.mappedBytes() == before ? 0 : 1;
                    assertThat(reader.mappedBytes()).isLessThanOrEqualTo(Files.size(file));
                }
                assertThat(mappings).isLessThan(10);
            }
            // Still mapped further than the file now reaches, but that is not taken for rows.
            assertThatThrownBy(() -> reader.see(5001))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("its 5001 rows take");
            check(reader, 5000);
        }
    }

    @Test
    void anInterruptedReaderFollowsAndStaysInterrupted() throws IOException {
        try (VectorFile writer = VectorFile.createCounted(file, DIMENSION, Metric.COSINE);
                VectorFile reader = VectorFile.openCounted(file, 0)) {
            writer.appendAll(RandomVectors.concatenated(DIMENSION, 1500, 0));
            Thread.currentThread().interrupt();
            reader.see(1200);
            reader.see(1500);
            assertThat(Thread.interrupted()).isTrue();
            check(reader, 1500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void copiesAreTheSameBytes(Metric metric) throws IOException {
        Path source = directory.resolve("source");
        try (VectorFile from = VectorFile.create(source, DIMENSION, metric);
                VectorFile to = VectorFile.createCounted(file, DIMENSION, metric)) {
            from.appendAll(RandomVectors.concatenated(DIMENSION, 3000, 0));
            to.append(RandomVectors.vector(DIMENSION, 0));
            int[] rows = new int[1100];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = i * 2 + 700;
            }
            assertThat(to.appendFrom(from, rows)).isEqualTo(1);
            assertThat(to.appendFrom(from)).isEqualTo(1101);
            assertThat(to.appendFrom(from, 2999)).isEqualTo(1101);
            assertThat(to.appendFrom(to, 0, 1101)).isEqualTo(1102);
            assertSameRow(to, 1, from, 700);
            assertSameRow(to, 1100, from, 2898);
            assertSameRow(to, 1101, from, 2999);
            assertSameRow(to, 1103, from, 2999);
            to.verify();
            assertThatThrownBy(() -> to.appendFrom(from, 1, 3000)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(to.count()).isEqualTo(1104);
        }
    }

    private static void assertSameRow(VectorFile actual, int row, VectorFile expected, int other) {
        assertThat(actual.verification().checksum(row))
                .isEqualTo(expected.verification().checksum(other));
        assertThat(actual.norm(row)).isEqualTo(expected.norm(other));
        assertThat(actual.vector(row)).isEqualTo(expected.vector(other));
    }

    @Test
    void damagedRowsAreNotCopied() throws IOException {
        write(10);
        damage(LAYOUT.rowOffset(6));
        try (VectorFile from = VectorFile.openCounted(file, 10);
                VectorFile to = VectorFile.temporary(directory, DIMENSION, Metric.COSINE)) {
            assertThatThrownBy(() -> to.appendFrom(from, 4, 5, 6, 7))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageStartingWith(file + ", offset " + LAYOUT.rowOffset(6) + ": row 6 has checksum ");
            assertThat(to.appendFrom(from, 7)).isZero();
            assertRow(to, 0, 7);
        }
    }

    @Test
    void rowsOfAnotherKindAreNotCopied() throws IOException {
        write(1);
        try (VectorFile from = VectorFile.openCounted(file, 1);
                VectorFile wider = VectorFile.temporary(directory, DIMENSION + 1, Metric.COSINE);
                VectorFile other = VectorFile.temporary(directory, DIMENSION, Metric.EUCLIDEAN)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> wider.appendFrom(from, 0))
                    .withMessage("rows are of dimension 18 and metric COSINE but those of %s of 17 and COSINE", file);
            assertThatIllegalArgumentException().isThrownBy(() -> other.appendFrom(from, 0));
        }
    }
}
