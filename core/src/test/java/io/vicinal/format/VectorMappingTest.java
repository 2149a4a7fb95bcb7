package io.vicinal.format;

import static io.vicinal.format.HandBuilt.copyAll;
import static io.vicinal.format.HandBuilt.dictionary;
import static io.vicinal.format.HandBuilt.fvecs;
import static io.vicinal.format.HandBuilt.npy;
import static io.vicinal.format.HandBuilt.random;
import static io.vicinal.format.HandBuilt.readAll;
import static io.vicinal.format.HandBuilt.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorMappingTest {
    private final Arena arena = Arena.ofConfined();

    @TempDir
    Path directory;

    @AfterEach
    void unmap() {
        arena.close();
    }

    @Test
    void mappedRowsEqualStreamedRows() throws IOException {
        float[][] rows = random(5, 700, 129);
        for (Path file : new Path[] {
            write(directory.resolve("a.fvecs"), fvecs(rows)), write(directory.resolve("a.npy"), npy(rows))
        }) {
            assertThat(VectorMapping.canMap(file)).isTrue();
            VectorRows mapped = VectorMapping.map(file, arena);
            assertThat(copyAll(mapped)).isDeepEqualTo(rows);
            assertThat(readAll(file)).isDeepEqualTo(rows);
        }
    }

    @Test
    void rowsLieInPlace() throws IOException {
        float[][] rows = random(5, 3, 2);
        VectorRows prefixed = VectorMapping.map(write(directory.resolve("a.fvecs"), fvecs(rows)), arena);
        assertThat(prefixed.offset(0)).isEqualTo(4);
        assertThat(prefixed.offset(2)).isEqualTo(4 + 2 * 12);
        assertThat(prefixed.segment().isReadOnly()).isTrue();
        VectorRows bare = VectorMapping.map(write(directory.resolve("a.npy"), npy(rows)), arena);
        assertThat(bare.offset(0)).isEqualTo(128);
        assertThat(bare.offset(2)).isEqualTo(128 + 2 * 8);
        assertThat(bare.segment().isReadOnly()).isTrue();
    }

    @Test
    void anArrayOfNoRowsIsMapped() throws IOException {
        Path file = write(directory.resolve("a.npy"), npy(1, dictionary("<f4", "(0, 4)"), new byte[0]));
        VectorRows rows = VectorMapping.map(file, arena);
        assertThat(rows.count()).isZero();
        assertThat(rows.dimension()).isEqualTo(4);
    }

    @Test
    void oneDamagedRowRefusesTheWholeFile() throws IOException {
        byte[] bytes = fvecs(random(1, 20, 384));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(17 * 1540, 383);
        Path file = write(directory.resolve("a.fvecs"), bytes);
        assertThatThrownBy(() -> VectorMapping.map(file, arena))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(file + ", offset 26180: row 17 has dimension 383 but the first row has 384");
    }

    @Test
    void filesCutShortAreRefused() throws IOException {
        Path prefixed = directory.resolve("a.fvecs");
        byte[] whole = fvecs(random(1, 3, 3));
        for (int length = 1; length <= whole.length; length++) {
            write(prefixed, Arrays.copyOf(whole, length));
            if (length % 16 == 0) {
                assertThat(VectorMapping.map(prefixed, arena).count()).isEqualTo(length / 16);
            } else {
                assertThatThrownBy(() -> VectorMapping.map(prefixed, arena)).isInstanceOf(CorruptFileException.class);
            }
        }
        Path bare = directory.resolve("a.npy");
        byte[] array = npy(random(1, 3, 3));
        for (int length = 0; length < array.length; length++) {
            write(bare, Arrays.copyOf(array, length));
            assertThatThrownBy(() -> VectorMapping.map(bare, arena)).isInstanceOf(CorruptFileException.class);
        }
        assertThatThrownBy(() -> VectorMapping.canMap(write(bare, new byte[40])))
                .isInstanceOf(CorruptFileException.class);
    }

    @Test
    void whatCannotBeMappedIsRefused() throws IOException {
        Path empty = write(directory.resolve("a.fvecs"), new byte[0]);
        unmappable(empty, empty + " can't be mapped: it is empty, so its dimension is not known");
        Path bytes = write(directory.resolve("a.bvecs"), new byte[] {1, 0, 0, 0, 5});
        unmappable(bytes, bytes + " can't be mapped: its name must end in .fvecs or .npy");
        Path swapped = write(directory.resolve("big.npy"), npy(1, dictionary(">f4", "(1, 2)"), new byte[8]));
        unmappable(swapped, swapped + " can't be mapped: element type is >f4 but only <f4 lies as needed");
        Path half = write(directory.resolve("half.npy"), npy(1, dictionary("<f2", "(1, 2)"), new byte[4]));
        unmappable(half, half + " can't be mapped: element type is <f2 but only <f4 lies as needed");
        Path flat = write(directory.resolve("flat.npy"), npy(1, dictionary("<f4", "(2,)"), new byte[8]));
        unmappable(flat, flat + ": shape is (2,) but only two axes, (rows, dimension), are supported");
        assertThat(VectorMapping.canMap(directory.resolve("a.txt"))).isFalse();
        Path none = directory.resolve("none.npy");
        assertThatThrownBy(() -> VectorMapping.map(none, arena)).isExactlyInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> VectorMapping.canMap(none)).isExactlyInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileBeyondTwoGigabytesIsMapped() throws IOException {
        int count = 600_000;
        int dimension = 1024;
        Path file = sparse(count, dimension, 1.5f);
        VectorRows rows = VectorMapping.map(file, arena);
        assertThat(rows.count()).isEqualTo(count);
        assertThat(rows.offset(count - 1)).isGreaterThan(Integer.MAX_VALUE);
        float[] row = new float[dimension];
        rows.copy(count - 1, row);
        assertThat(row[dimension - 2]).isZero();
        assertThat(row[dimension - 1]).isEqualTo(1.5f);
    }

    @Test
    void moreRowsThanOrdinalsAreRefused() throws IOException {
        Path file = sparse(1L << 31, 1, 1f);
        assertThatThrownBy(() -> VectorMapping.map(file, arena))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + " has 2147483648 rows but at most 2147483647 can be held");
        try (VectorReader reader = VectorReader.open(file)) {
            assertThat(reader.count()).isEqualTo(1L << 31);
        }
    }

    /** An array of zeros but for the last component: all hole, next to nothing on disk. */
    private Path sparse(long count, int dimension, float last) throws IOException {
        byte[] header = npy(1, dictionary("<f4", "(" + count + ", " + dimension + ")"), new byte[0]);
        Path file = directory.resolve("sparse.npy");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(header));
            long end = header.length + count * dimension * Float.BYTES;
            channel.write(ByteBuffer.wrap(HandBuilt.littleEndian(Float.floatToRawIntBits(last))), end - Float.BYTES);
        }
        return file;
    }

    private void unmappable(Path file, String message) throws IOException {
        assertThat(VectorMapping.canMap(file)).isFalse();
        assertThatThrownBy(() -> VectorMapping.map(file, arena))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
