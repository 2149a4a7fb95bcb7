package io.vicinal.bench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.format.IntVectorReader;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileDatasetTest {
    @TempDir
    private Path temp = Path.of("");

    private final float[][] rows = Samples.vectors(1, 400, 12);
    private final float[][] queries = Samples.vectors(2, 20, 12);
    private Path base = Path.of("");
    private Path asked = Path.of("");

    @BeforeEach
    void write() throws IOException {
        base = Samples.write(temp.resolve("base.fvecs"), rows);
        asked = Samples.write(temp.resolve("queries.npy"), queries);
    }

    private Dataset dataset(Metric metric, int k, @Nullable Path truth) throws IOException {
        return Datasets.ofFiles(base, asked, truth, metric, k, temp.resolve("cache"));
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void theTruthIsThatOfAPlainLoop(Metric metric) throws IOException {
        Dataset dataset = dataset(metric, 10, null);
        int[][] truth = IntVectorReader.readAll(dataset.truth());
        assertThat(truth).hasDimensions(20, 100);
        for (int q = 0; q < queries.length; q++) {
            float[] query = queries[q];
            int[] right = IntStream.range(0, rows.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> -PlainSearch.score(query, rows[row], metric)))
                    .limit(10)
                    .mapToInt(row -> row)
                    .toArray();
            assertThat(Arrays.copyOf(truth[q], 10)).isEqualTo(right);
        }
    }

    @Test
    void vectorsStayAsTheyAreExceptUnderCosine() throws IOException {
        assertThat(Vectors.read(dataset(Metric.EUCLIDEAN, 10, null).base())).isDeepEqualTo(rows);
        Dataset cosine = dataset(Metric.COSINE, 10, null);
        for (Path file : new Path[] {cosine.base(), cosine.queries(), cosine.warmup()}) {
            assertThat(List.of(Vectors.read(file)))
                    .allSatisfy(vector -> assertThat(Samples.length(vector)).isCloseTo(1, within(1e-6)));
        }
        assertThat(Vectors.read(cosine.warmup())).hasDimensions(300, 12);
    }

    @Test
    void bytesAreReadToo() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(3 * 6).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < 3; row++) {
            bytes.putInt(2).put((byte) 200).put((byte) (row + 1));
        }
        base = Files.write(temp.resolve("base.bvecs"), bytes.array());
        asked = Samples.write(temp.resolve("q.fvecs"), new float[][] {{200, 3}});
        Dataset dataset = dataset(Metric.EUCLIDEAN, 2, null);
        assertThat(Vectors.read(dataset.base())[1]).containsExactly(200, 2);
        assertThat(IntVectorReader.readAll(dataset.truth())[0]).containsExactly(2, 1, 0);
    }

    @Test
    void whatNoIndexTakesIsRefusedWithFileAndRow() throws IOException {
        rows[37][5] = Float.NaN;
        Samples.write(base, rows);
        assertThatThrownBy(() -> dataset(Metric.EUCLIDEAN, 10, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(base.toString(), "vector 37", "NaN", "component 5");
        Arrays.fill(queries[3], 0);
        Samples.write(asked, queries);
        assertThatThrownBy(() -> dataset(Metric.COSINE, 10, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(asked.toString(), "vector 3", "zeros");
    }

    @Test
    void filesThatDontFitAreRefused() throws IOException {
        asked = Samples.write(temp.resolve("other.fvecs"), Samples.vectors(3, 5, 11));
        assertThatThrownBy(() -> dataset(Metric.COSINE, 10, null))
                .hasMessage("dimension of %s is 12 but the vectors of %s have 11 components".formatted(base, asked));
        asked = Files.createFile(temp.resolve("empty.fvecs"));
        assertThatThrownBy(() -> dataset(Metric.COSINE, 10, null)).hasMessage(asked + " is empty");
        asked = temp.resolve("missing.fvecs");
        assertThatThrownBy(() -> dataset(Metric.COSINE, 10, null)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void filesAreReadAgainOnlyWhenTheyChange() throws IOException {
        Dataset first = dataset(Metric.COSINE, 10, null);
        FileTime made = Files.getLastModifiedTime(first.base());
        assertThat(dataset(Metric.COSINE, 10, null)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.base())).isEqualTo(made);
        Files.setLastModifiedTime(base, FileTime.from(Instant.parse("2020-01-02T03:04:05Z")));
        assertThat(dataset(Metric.COSINE, 10, null).base()).isNotEqualTo(first.base());
    }

    @Test
    void aRightTruthIsTaken() throws IOException {
        int[][] right =
                IntVectorReader.readAll(dataset(Metric.EUCLIDEAN, 10, null).truth());
        int[][] narrow = Arrays.stream(right).map(row -> Arrays.copyOf(row, 12)).toArray(int[][]::new);
        Path truth = Samples.write(temp.resolve("truth.ivecs"), narrow);
        assertThat(IntVectorReader.readAll(dataset(Metric.EUCLIDEAN, 10, truth).truth()))
                .isDeepEqualTo(narrow);
        assertThatThrownBy(() -> dataset(Metric.EUCLIDEAN, 13, truth))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k is 13 but %s has 12 neighbours of each query".formatted(truth));
    }

    @Test
    void aWrongTruthIsRefused() throws IOException {
        int[][] wrong =
                IntVectorReader.readAll(dataset(Metric.EUCLIDEAN, 10, null).truth());
        for (int[] neighbours : wrong) {
            neighbours[9] = neighbours[10];
        }
        Path truth = Samples.write(temp.resolve("truth.ivecs"), wrong);
        assertThatThrownBy(() -> dataset(Metric.EUCLIDEAN, 10, truth))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(truth + ": truth of query ")
                .hasMessageContaining("instead of [");
    }

    @Test
    void aTruthIsCheckedAgainWhenMoreOfItIsUsed() throws IOException {
        int[][] wrong =
                IntVectorReader.readAll(dataset(Metric.EUCLIDEAN, 10, null).truth());
        for (int[] neighbours : wrong) {
            neighbours[9] = neighbours[10];
        }
        Path truth = Samples.write(temp.resolve("truth.ivecs"), wrong);
        assertThat(dataset(Metric.EUCLIDEAN, 9, truth).queryCount()).isEqualTo(20);
        assertThatThrownBy(() -> dataset(Metric.EUCLIDEAN, 10, truth)).hasMessageContaining("is wrong");
        assertThat(dataset(Metric.EUCLIDEAN, 8, truth).queryCount()).isEqualTo(20);
    }

    @Test
    void aTruthOfOtherShapeIsRefused() throws IOException {
        Path truth = Samples.write(temp.resolve("truth.ivecs"), new int[19][10]);
        assertThatThrownBy(() -> dataset(Metric.COSINE, 10, truth))
                .hasMessage("%s has the neighbours of 19 queries but there are 20 queries".formatted(truth));
        int[][] neighbours = new int[20][2];
        for (int[] row : neighbours) {
            row[1] = 1;
        }
        neighbours[17][1] = 400;
        Samples.write(truth, neighbours);
        assertThatThrownBy(() -> dataset(Metric.COSINE, 2, truth))
                .hasMessage(truth + ": truth of query 17 has the neighbour 400, but there are 400 rows");
        neighbours[17][1] = 0;
        Samples.write(truth, neighbours);
        assertThatThrownBy(() -> dataset(Metric.COSINE, 2, truth))
                .hasMessage(truth + ": truth of query 17 has the neighbour 0 twice");
    }
}
