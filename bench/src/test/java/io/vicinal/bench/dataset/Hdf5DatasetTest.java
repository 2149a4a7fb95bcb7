package io.vicinal.bench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.vicinal.format.IntVectorReader;
import io.vicinal.format.VectorReader;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5DatasetTest {
    @TempDir
    private Path temp = Path.of("");

    private final float[][] rows = Samples.vectors(1, 400, 12);
    private final float[][] queries = Samples.vectors(2, 20, 12);

    private Path write(Consumer<WritableHdfFile> content) {
        Path file = temp.resolve("set.hdf5");
        try (WritableHdfFile hdf5 = HdfFile.write(file)) {
            content.accept(hdf5);
        }
        return file;
    }

    private Path cache() {
        return temp.resolve("cache");
    }

    /** The right ten neighbours of each query. */
    private int[][] neighbours(Metric metric) throws IOException {
        Path base = Samples.write(temp.resolve("b.fvecs"), rows);
        Path asked = Samples.write(temp.resolve("q.fvecs"), queries);
        return Arrays.stream(IntVectorReader.readAll(
                        Datasets.ofFiles(base, asked, null, metric, 10, cache()).truth()))
                .map(row -> Arrays.copyOf(row, 10))
                .toArray(int[][]::new);
    }

    @Test
    void vectorsTruthAndMetricAreTaken() throws IOException {
        int[][] neighbours = neighbours(Metric.EUCLIDEAN);
        Path file = write(hdf5 -> {
            hdf5.putDataset("train", rows);
            hdf5.putDataset("test", queries);
            hdf5.putDataset("neighbors", neighbours);
            hdf5.putAttribute("distance", "euclidean");
        });
        Dataset dataset = Datasets.ofHdf5(file, null, 10, cache());
        assertThat(dataset.metric()).isEqualTo(Metric.EUCLIDEAN);
        assertThat(dataset.name()).isEqualTo("set.hdf5");
        assertThat(Vectors.read(dataset.base())).isDeepEqualTo(rows);
        assertThat(Vectors.read(dataset.queries())).isDeepEqualTo(queries);
        assertThat(IntVectorReader.readAll(dataset.truth())).isDeepEqualTo(neighbours);
    }

    @Test
    void rowsInChunksAreReadSliceBySlice() throws IOException {
        Path file = write(hdf5 -> hdf5.putDataset(
                "train",
                rows,
                DatasetCreationOptions.builder()
                        .chunkDimensions(30, 5)
                        .deflate()
                        .build()));
        try (HdfFile hdf5 = new HdfFile(file);
                VectorReader reader = new Hdf5Reader("train", hdf5.getDatasetByPath("train"), 12 * 64 + 5)) {
            float[] row = new float[12];
            for (float[] right : rows) {
                assertThat(reader.next(row)).isTrue();
                assertThat(row).isEqualTo(right);
            }
            assertThat(reader.next(row)).isFalse();
        }
    }

    @Test
    void doublesAreNarrowed() throws IOException {
        Path file = write(hdf5 -> {
            hdf5.putDataset("train", new double[][] {{1, 0.1}, {2, 0.2}});
            hdf5.putDataset("test", new double[][] {{3, 1}});
        });
        Dataset dataset = Datasets.ofHdf5(file, Metric.EUCLIDEAN, 1, cache());
        assertThat(Vectors.read(dataset.base())[1]).containsExactly(2, 0.2f);
        assertThat(IntVectorReader.readAll(dataset.truth())[0]).containsExactly(1, 0);
    }

    @Test
    void aTruthTooNarrowIsComputed() throws IOException {
        int[][] neighbours = neighbours(Metric.COSINE);
        Path file = write(hdf5 -> {
            hdf5.putDataset("train", rows);
            hdf5.putDataset("test", queries);
            hdf5.putDataset("neighbors", neighbours);
            hdf5.putAttribute("distance", "angular");
        });
        int[][] truth = IntVectorReader.readAll(
                Datasets.ofHdf5(file, Metric.COSINE, 11, cache()).truth());
        assertThat(truth).hasDimensions(20, 100);
        assertThat(truth[19]).startsWith(neighbours[19]);
    }

    @Test
    void aWrongTruthIsRefused() throws IOException {
        Path file = write(hdf5 -> {
            hdf5.putDataset("train", rows);
            hdf5.putDataset("test", queries);
            hdf5.putDataset("neighbors", neighboursThatArent());
            hdf5.putAttribute("distance", "angular");
        });
        assertThatThrownBy(() -> Datasets.ofHdf5(file, null, 10, cache()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file + " neighbors: truth of query ");
    }

    private static int[][] neighboursThatArent() {
        int[][] neighbours = new int[20][10];
        for (int[] row : neighbours) {
            Arrays.setAll(row, i -> i);
        }
        return neighbours;
    }

    @Test
    void theMetricMustBeKnownAndTheOneOfTheFile() {
        Path angular = write(hdf5 -> hdf5.putAttribute("distance", "angular"));
        assertThatThrownBy(() -> Datasets.ofHdf5(angular, Metric.EUCLIDEAN, 10, cache()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metric is euclidean but that of %s is cosine".formatted(angular));
        Path jaccard = write(hdf5 -> hdf5.putAttribute("distance", "jaccard"));
        assertThatThrownBy(() -> Datasets.ofHdf5(jaccard, null, 10, cache())).hasMessageContaining("'jaccard'");
        Path silent = write(hdf5 -> hdf5.putDataset("train", rows));
        assertThatThrownBy(() -> Datasets.ofHdf5(silent, null, 10, cache()))
                .hasMessageContaining("a metric must be given");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = write(hdf5 -> {
            hdf5.putDataset("train", rows);
            hdf5.putAttribute("distance", "angular");
        });
        assertThatThrownBy(() -> Datasets.ofHdf5(file, null, 10, cache())).hasMessage(file + " has no dataset 'test'");
        Path sparse = write(hdf5 -> {
            hdf5.putDataset("train", new int[] {1, 2, 3});
            hdf5.putAttribute("distance", "angular");
        });
        assertThatThrownBy(() -> Datasets.ofHdf5(sparse, null, 10, cache())).hasMessageContaining("has 1 axes");
        Path text = Files.writeString(temp.resolve("text.hdf5"), "no HDF5");
        assertThatThrownBy(() -> Datasets.ofHdf5(text, null, 10, cache()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text + " can't be read as HDF5");
        Path integers = write(hdf5 -> {
            hdf5.putDataset("train", new int[5][3]);
            hdf5.putDataset("test", new int[5][3]);
            hdf5.putAttribute("distance", "angular");
        });
        assertThatThrownBy(() -> Datasets.ofHdf5(integers, null, 1, cache())).hasMessageContaining("type int");
    }
}
