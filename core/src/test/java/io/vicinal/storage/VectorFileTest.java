package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorFileTest {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("a.vectors");
    }

    static Stream<Arguments> shapes() {
        return Stream.of(Metric.values())
                .flatMap(metric ->
                        Stream.of(1, 2, 15, 16, 17, 100, 384).map(dimension -> Arguments.of(metric, dimension)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatGoesInComesOut(Metric metric, int dimension) throws IOException {
        try (VectorFile vectors = VectorFile.create(file, dimension, metric)) {
            assertThat(vectors.append(RandomVectors.vector(dimension, 0))).isZero();
            assertThat(vectors.appendAll(RandomVectors.concatenated(dimension, 30, 1)))
                    .isEqualTo(1);
            check(vectors, 31);
        }
        try (VectorFile vectors = VectorFile.openForAppend(file);
                Arena arena = Arena.ofConfined()) {
            float[] more = RandomVectors.concatenated(dimension, 3, 31);
            MemorySegment memory = arena.allocate(4L * more.length + 1).asSlice(1);
            MemorySegment.copy(more, 0, memory, FLOAT, 0, more.length);
            assertThat(vectors.appendAll(memory)).isEqualTo(31);
            assertThat(vectors.appendAll(new float[0])).isEqualTo(34);
            vectors.replace(5, RandomVectors.vector(dimension, 77));
            vectors.flush();
            vectors.verify();
            assertSame(vectors, 5, 77);
            vectors.replace(5, RandomVectors.vector(dimension, 5));
            check(vectors, 34);
        }
        try (VectorFile vectors = VectorFile.open(file)) {
            assertThat(vectors.dimension()).isEqualTo(dimension);
            assertThat(vectors.metric()).isEqualTo(metric);
            check(vectors, 34);
        }
        assertThat(Files.size(file)).isEqualTo(new RowLayout(dimension).fileBytes(34));
    }

    private static void check(VectorFile vectors, int count) {
        assertThat(vectors.count()).isEqualTo(count);
        assertThat(vectors.rows().count()).isEqualTo(count);
        for (int row = 0; row < count; row++) {
            assertSame(vectors, row, row);
        }
        assertThatThrownBy(() -> vectors.vector(count)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> vectors.norm(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void assertSame(VectorFile vectors, int row, long seed) {
        float[] expected = RandomVectors.vector(vectors.dimension(), seed);
        double norm = RandomVectors.norm(expected);
        boolean cosine = vectors.metric() == Metric.COSINE;
        assertThat(RandomVectors.close(vectors.vector(row), expected, cosine ? 1e-6 : 0))
                .as("row %d", row)
                .isTrue();
        assertThat(vectors.norm(row) / norm).isCloseTo(1, within(2e-6));
        float[] searched = new float[vectors.dimension()];
        vectors.rows().copy(row, searched);
        assertThat(RandomVectors.norm(searched)).isCloseTo(cosine ? 1 : norm, within(cosine ? 1e-5 : 0));
        assertThat(vectors.rows().offset(row) % 64).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 2048, 2049})
    void anyNumberOfRows(int count) throws IOException {
        try (VectorFile vectors = VectorFile.create(file, 17, Metric.COSINE)) {
            vectors.appendAll(RandomVectors.concatenated(17, count, 0));
            vectors.flush();
            check(vectors, count);
        }
        try (VectorFile vectors = VectorFile.openForAppend(file)) {
            check(vectors, count);
            vectors.append(RandomVectors.vector(17, count));
        }
        try (VectorFile vectors = VectorFile.open(file)) {
            check(vectors, count + 1);
            int sequences = 0;
            for (int row = 0; row < count + 1; row += vectors.rows().sequence(row)) {
                sequences++;
            }
            assertThat(sequences).isEqualTo(count / 1024 + 1);
        }
    }

    @Test
    void viewsStayReadableWhileTheFileGrows() throws IOException {
        VectorRows before;
        float[] row = new float[16];
        try (VectorFile vectors = VectorFile.create(file, 16, Metric.EUCLIDEAN)) {
            vectors.append(RandomVectors.vector(16, 0));
            before = vectors.rows();
            long mapped = vectors.mappedBytes();
            vectors.appendAll(RandomVectors.concatenated(16, 3000, 1));
            assertThat(vectors.mappedBytes()).isGreaterThan(mapped);
            assertThat(before.count()).isEqualTo(1);
            before.copy(0, row);
            assertThat(row).isEqualTo(RandomVectors.vector(16, 0));
        }
        assertThatThrownBy(() -> before.copy(0, row)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readersFollowAWriterInAnotherThread() throws Exception {
        try (VectorFile vectors = VectorFile.create(file, 4, Metric.COSINE)) {
            vectors.append(RandomVectors.vector(4, 0));
            Thread writer = Thread.ofPlatform().start(() -> {
                try {
                    for (int row = 1; row < 6000; row++) {
                        vectors.append(RandomVectors.vector(4, row));
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (writer.isAlive()) {
                int last = vectors.count() - 1;
                assertThat(RandomVectors.close(vectors.vector(last), RandomVectors.vector(4, last), 1e-6))
                        .isTrue();
            }
            writer.join();
            assertThat(vectors.count()).isEqualTo(6000);
        }
    }

    @Test
    void anExistingFileIsNotOverwritten() throws IOException {
        Files.writeString(file, "precious");
        assertThatThrownBy(() -> VectorFile.create(file, 3, Metric.COSINE))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_537})
    void impossibleDimensionsAreRefused(int dimension) {
        assertThatThrownBy(() -> VectorFile.create(file, dimension, Metric.COSINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dimension must be between 1 and 65536 but is " + dimension);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileForReadingIsOnlyRead() throws IOException {
        VectorFile.create(file, 2, Metric.COSINE).close();
        try (VectorFile vectors = VectorFile.open(file)) {
            String message = file + " is open for reading only";
            assertThatThrownBy(() -> vectors.append(new float[] {1, 2}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> vectors.appendAll(new float[] {1, 2})).hasMessage(message);
            assertThatThrownBy(() -> vectors.replace(0, new float[] {1, 2})).hasMessage(message);
            assertThatThrownBy(vectors::flush).hasMessage(message);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTemporaryFileLeavesNothing(Metric metric) throws IOException {
        try (VectorFile vectors = VectorFile.temporary(directory, 17, metric)) {
            vectors.appendAll(RandomVectors.concatenated(17, 2000, 0));
            vectors.flush();
            check(vectors, 2000);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void closingTwiceIsClosing() throws IOException {
        VectorFile vectors = VectorFile.create(file, 2, Metric.COSINE);
        vectors.close();
        vectors.close();
        VectorFile.openForAppend(file).close();
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        assertThatThrownBy(() -> VectorFile.open(file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> VectorFile.openForAppend(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(directory + " must be a regular file, not a directory or a pipe");
        assertThatThrownBy(() -> VectorFile.open(directory)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Snapshot.open(directory)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInterruptedThreadWritesAndStaysInterrupted() throws IOException {
        try (VectorFile file = VectorFile.create(directory.resolve("interrupted"), 3, Metric.EUCLIDEAN)) {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 5000; i++) {
                file.append(new float[] {i, 1, 2});
            }
            file.flush();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(file.vector(4999)).containsExactly(4999, 1, 2);
        }
    }
}
