package io.vicinal.format;

import static io.vicinal.format.HandBuilt.fvecs;
import static io.vicinal.format.HandBuilt.littleEndian;
import static io.vicinal.format.HandBuilt.random;
import static io.vicinal.format.HandBuilt.readAll;
import static io.vicinal.format.HandBuilt.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vicinal.storage.CorruptFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixedFormatsTest {
    @TempDir
    Path directory;

    /** Sizes around the buffer of 256 KiB: many rows a chunk, one row a chunk, a last chunk that is not full. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 100000", "3, 7", "384, 171", "384, 1000", "40000, 3", "65535, 4", "65536, 2"})
    void fvecsAreReadRowByRow(int dimension, int count) throws IOException {
        float[][] rows = random(dimension, count, dimension);
        Path file = write(directory.resolve("a.fvecs"), fvecs(rows));
        assertThat(readAll(file)).isDeepEqualTo(rows);
    }

    @Test
    void everyFloatComesThroughBitByBit() throws IOException {
        float[] special = {
            Float.NaN, Float.intBitsToFloat(0x7fc00123), Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE, Float.MAX_VALUE
        };
        Path file = write(directory.resolve("special.fvecs"), fvecs(special));
        float[] read = readAll(file)[0];
        for (int i = 0; i < special.length; i++) {
            assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(Float.floatToRawIntBits(special[i]));
        }
    }

    @Test
    void bytesAreUnsigned() throws IOException {
        byte[] bytes = new byte[2 * (4 + 256)];
        bytes[1] = 1;
        bytes[261] = 1;
        for (int i = 0; i < 256; i++) {
            bytes[4 + i] = (byte) i;
            bytes[264 + i] = (byte) (255 - i);
        }
        float[][] rows = readAll(write(directory.resolve("a.bvecs"), bytes));
        assertThat(rows).hasDimensions(2, 256);
        for (int i = 0; i < 256; i++) {
            assertThat(rows[0][i]).isEqualTo(i);
            assertThat(rows[1][i]).isEqualTo(255 - i);
        }
    }

    @Test
    void namesMayBeInCapitals() throws IOException {
        Path file = write(directory.resolve("A.FVECS"), fvecs(new float[] {1, 2}));
        assertThat(readAll(file)).isDeepEqualTo(new float[][] {{1, 2}});
    }

    @Test
    void anEmptyFileHasNoRowsAndNoDimension() throws IOException {
        for (String name : new String[] {"a.fvecs", "a.bvecs"}) {
            try (VectorReader reader = VectorReader.open(write(directory.resolve(name), new byte[0]))) {
                assertThat(reader.count()).isZero();
                assertThat(reader.dimension()).isZero();
                assertThat(reader.next(new float[0])).isFalse();
            }
        }
        assertThat(IntVectorReader.readAll(write(directory.resolve("a.ivecs"), new byte[0])))
                .isEmpty();
    }

    @Test
    void theDestinationMayBeLongerButNotShorter() throws IOException {
        Path file = write(directory.resolve("a.fvecs"), fvecs(new float[] {1, 2}, new float[] {3, 4}));
        try (VectorReader reader = VectorReader.open(file)) {
            assertThatThrownBy(() -> reader.next(new float[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("dimension is 2 but the destination has room for 1");
            float[] row = {9, 9, 9};
            assertThat(reader.next(row)).isTrue();
            assertThat(row).containsExactly(1, 2, 9);
        }
    }

    @Test
    void aClosedReaderReadsNoMore() throws IOException {
        Path file = write(directory.resolve("a.fvecs"), fvecs(new float[] {1}, new float[] {2}));
        VectorReader reader = VectorReader.open(file);
        assertThat(reader.next(new float[1])).isTrue();
        reader.close();
        reader.close();
        assertThatThrownBy(() -> reader.next(new float[1])).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aRowOfAnotherDimensionIsNamed() throws IOException {
        byte[] bytes = fvecs(random(1, 20, 384));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(17 * 1540, 383);
        Path file = write(directory.resolve("a.fvecs"), bytes);
        try (VectorReader reader = VectorReader.open(file)) {
            float[] row = new float[384];
            for (int i = 0; i < 17; i++) {
                assertThat(reader.next(row)).isTrue();
            }
            CorruptFileException damage = catchThrowableOfType(CorruptFileException.class, () -> reader.next(row));
            assertThat(damage.file()).isEqualTo(file);
            assertThat(damage.offset()).isEqualTo(17 * 1540);
            assertThat(damage)
                    .hasMessageContaining(file + ", offset 26180: row 17 has dimension 383 but the first row has 384");
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "65537", "16777216"})
    void impossibleDimensionsAreRefused(int dimension) throws IOException {
        Path file = write(directory.resolve("a.fvecs"), littleEndian(dimension, 0, 0));
        assertThatThrownBy(() -> VectorReader.open(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(file + ", offset 0: expected a dimension from 1 to 65536 but found " + dimension);
    }

    @ParameterizedTest
    @CsvSource({"fvecs, 4", "bvecs, 1", "ivecs, 4"})
    void aFileCutAnywhereButBetweenRowsIsRefused(String extension, int componentBytes) throws IOException {
        int rowBytes = 4 + 3 * componentBytes;
        byte[] whole = new byte[4 * rowBytes];
        for (int row = 0; row < 4; row++) {
            whole[row * rowBytes] = 3;
        }
        Path file = directory.resolve("cut." + extension);
        for (int length = 0; length <= whole.length; length++) {
            write(file, Arrays.copyOf(whole, length));
            if (length % rowBytes == 0) {
                int rows = extension.equals("ivecs") ? IntVectorReader.readAll(file).length : readAll(file).length;
                assertThat(rows).isEqualTo(length / rowBytes);
            } else {
                CorruptFileException damage = catchThrowableOfType(
                        CorruptFileException.class,
                        () -> (extension.equals("ivecs") ? IntVectorReader.open(file) : VectorReader.open(file))
                                .close());
                assertThat(damage.offset()).isEqualTo(length - length % rowBytes);
            }
        }
    }

    @Test
    void messagesOfCutFilesTellWhatIsLeft() throws IOException {
        Path file = write(directory.resolve("a.fvecs"), Arrays.copyOf(fvecs(random(1, 2, 3)), 25));
        assertThatThrownBy(() -> VectorReader.open(file))
                .hasMessageContaining(file
                        + ", offset 16: expected whole rows of 16 bytes, as dimension 3 of the first row asks for,"
                        + " but 9 bytes are left of 25");
        write(file, new byte[] {3, 0, 0});
        assertThatThrownBy(() -> VectorReader.open(file))
                .hasMessageContaining(file + ", offset 0: expected the dimension in 4 bytes but the file has 3");
    }

    @Test
    void aFileShortenedWhileItIsReadIsRefused() throws IOException {
        Path file = write(directory.resolve("a.fvecs"), fvecs(random(1, 1000, 384)));
        try (VectorReader reader = VectorReader.open(file)) {
            float[] row = new float[384];
            assertThat(reader.next(row)).isTrue();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(500_000);
            }
            assertThatThrownBy(() -> {
                        while (reader.next(row)) {
                            assertThat(row).hasSize(384);
                        }
                    })
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("but the file ends after");
        }
    }

    @Test
    void foreignNamesAreRefusedWithWhatIsSupported() throws IOException {
        Path text = write(directory.resolve("a.csv"), new byte[8]);
        assertThatThrownBy(() -> VectorReader.open(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text + " can't be read as vectors: its name must end in .fvecs or .bvecs or .npy");
        Path integers = write(directory.resolve("a.ivecs"), new byte[8]);
        assertThatThrownBy(() -> VectorReader.open(integers)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IntVectorReader.open(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text + " can't be read as rows of integers: its name must end in .ivecs");
    }

    @Test
    void missingFilesAndDirectoriesAreRefused() throws IOException {
        assertThatThrownBy(() -> VectorReader.open(directory.resolve("none.fvecs")))
                .isExactlyInstanceOf(NoSuchFileException.class);
        Path folder = Files.createDirectory(directory.resolve("folder.fvecs"));
        assertThatThrownBy(() -> VectorReader.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " must be a regular file, not a directory or a pipe");
    }

    @Test
    void integersAreReadAndWritten() throws IOException {
        int[][] rows = {{1, -2, Integer.MAX_VALUE}, {Integer.MIN_VALUE, 0, 7}};
        Path file = directory.resolve("truth.ivecs");
        try (IntVectorWriter writer = IntVectorWriter.create(file, 3)) {
            writer.write(rows[0]);
            assertThatThrownBy(() -> writer.write(new int[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("dimension is 3 but vector 1 has 2 components");
            writer.write(rows[1]);
            assertThat(writer.count()).isEqualTo(2);
            assertThat(writer.dimension()).isEqualTo(3);
            writer.commit();
        }
        assertThat(Files.readAllBytes(file))
                .isEqualTo(littleEndian(3, 1, -2, Integer.MAX_VALUE, 3, Integer.MIN_VALUE, 0, 7));
        assertThat(IntVectorReader.readAll(file)).isDeepEqualTo(rows);
        try (IntVectorReader reader = IntVectorReader.open(file)) {
            assertThat(reader.count()).isEqualTo(2);
            assertThat(reader.dimension()).isEqualTo(3);
            int[] row = new int[3];
            assertThat(reader.next(row)).isTrue();
            assertThat(row).isEqualTo(rows[0]);
            assertThatThrownBy(() -> reader.next(new int[2])).isInstanceOf(IllegalArgumentException.class);
            assertThat(reader.next(row)).isTrue();
            assertThat(reader.next(row)).isFalse();
        }
    }

    @Test
    void aRowOfIntegersOfAnotherLengthIsNamed() throws IOException {
        Path file = write(directory.resolve("a.ivecs"), littleEndian(1, 5, 2, 6));
        assertThatThrownBy(() -> IntVectorReader.readAll(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(file + ", offset 8: row 1 has dimension 2 but the first row has 1");
    }
}
