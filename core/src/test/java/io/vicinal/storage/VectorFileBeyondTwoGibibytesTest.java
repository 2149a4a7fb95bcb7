package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFileBeyondTwoGibibytesTest {
    private static final int DIMENSION = RowLayout.MAX_DIMENSION;
    private static final RowLayout LAYOUT = new RowLayout(DIMENSION);

    @TempDir
    Path directory;

    /** The file has holes in place of the other rows, so it takes no more space than the rows written. */
    @Test
    void rowsOnBothSidesOfEveryBorderAreWrittenAndReadWhereTheyBelong() throws IOException {
        long[] rows = {0, 1023, 1024, 8190, 8191, 8192, 16_383, 16_384, 20_000};
        try (Arena arena = Arena.ofConfined();
                RandomAccessFile file =
                        new RandomAccessFile(directory.resolve("sparse").toFile(), "rw");
                FileChannel channel = file.getChannel()) {
            RowWriter writer = new RowWriter(file, LAYOUT, Metric.EUCLIDEAN, 1 << 20);
            for (long row : rows) {
                writer.put(row, RandomVectors.vector(DIMENSION, row), row);
                writer.finish();
            }
            assertThat(channel.size()).isEqualTo(LAYOUT.fileBytes(20_001)).isGreaterThan(4L << 30);
            VectorRows view = new VectorRows(
                    channel.map(MapMode.READ_ONLY, 0, channel.size(), arena),
                    RowLayout.HEADER_BYTES + RowLayout.ENTRIES_BYTES,
                    LAYOUT.stride(),
                    RowLayout.BLOCK_SHIFT,
                    RowLayout.ENTRIES_BYTES,
                    DIMENSION,
                    20_001);
            float[] copy = new float[DIMENSION];
            float[] distance = {1};
            for (long row : rows) {
                float[] expected = RandomVectors.vector(DIMENSION, row);
                view.copy((int) row, copy);
                assertThat(copy).isEqualTo(expected);
                Kernels.squaredEuclidean(expected, view.segment(), new long[] {view.offset((int) row)}, 1, distance);
                assertThat(distance[0]).isZero();
                float norm = view.segment().get(ValueLayout.JAVA_FLOAT, LAYOUT.entryOffset(row));
                assertThat(norm / RandomVectors.norm(expected)).isCloseTo(1, within(1e-5));
            }
        }
    }

    @Test
    void theLargestFileHasPlacesForAllItsRows() {
        long last = Integer.MAX_VALUE - 1L;
        assertThat(LAYOUT.fileBytes(Integer.MAX_VALUE)).isEqualTo(LAYOUT.rowOffset(last) + 262_144);
        assertThat(LAYOUT.rowOffset(last)).isGreaterThan(LAYOUT.entryOffset(last));
        assertThat(LAYOUT.rowOffset(2048)).isEqualTo(4096 + 3L * 8192 + 2048L * 262_144);
        assertThat(LAYOUT.entryOffset(2049)).isEqualTo(4096 + 2L * (8192 + 1024L * 262_144) + 8);
    }

    /** Writes 2.2 GB. */
    @Test
    @Tag("stress")
    void aFileGrowsAcrossTheBorder() throws IOException {
        try (VectorFile vectors = VectorFile.temporary(directory, DIMENSION, Metric.EUCLIDEAN)) {
            float[] vector = RandomVectors.vector(DIMENSION, 0);
            for (int row = 0; row < 8400; row++) {
                vector[0] = row;
                vectors.append(vector);
            }
            assertThat(vectors.mappedBytes()).isGreaterThan(1L << 31);
            vectors.verify();
            for (int row = 0; row < 8400; row += 7) {
                vector[0] = row;
                assertThat(vectors.vector(row)).isEqualTo(vector);
            }
        }
    }
}
