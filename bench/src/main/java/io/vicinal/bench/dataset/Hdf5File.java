package io.vicinal.bench.dataset;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.vicinal.format.VectorReader;
import io.vicinal.kernel.Metric;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An HDF5 file of tables. */
final class Hdf5File implements Closeable {
    private static final Map<String, Metric> METRICS = Map.of(
            "angular", Metric.COSINE,
            "cosine", Metric.COSINE,
            "euclidean", Metric.EUCLIDEAN,
            "dot", Metric.DOT_PRODUCT,
            "ip", Metric.DOT_PRODUCT);

    /** 4 MiB: chunks that lie across two slices, which are unpacked twice, are few. */
    private static final int SLICE_FLOATS = 1 << 20;

    private final Path path;
    private final HdfFile file;

    private Hdf5File(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
    }

    static Hdf5File open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        try {
            return new Hdf5File(path, new HdfFile(path));
        } catch (HdfException e) {
            throw new IllegalArgumentException(path + " can't be read as HDF5: " + e.getMessage(), e);
        }
    }

    /** The metric that the file says; empty if it says none. */
    Optional<Metric> metric() {
        Attribute attribute = file.getAttributes().get("distance");
        if (attribute == null) {
            return Optional.empty();
        }
        String name = String.valueOf(attribute.getData()).toLowerCase(Locale.ROOT);
        Metric metric = METRICS.get(name);
        if (metric == null) {
            throw new IllegalArgumentException(
                    "distance of %s is '%s' but only angular, euclidean and dot are supported".formatted(path, name));
        }
        return Optional.of(metric);
    }

    /** Reads a table as vectors, a slice at a time. */
    VectorReader vectors(String name) {
        Dataset table = table(name)
                .orElseThrow(() -> new IllegalArgumentException("%s has no dataset '%s'".formatted(path, name)));
        return new Hdf5Reader(path + " " + name, table, SLICE_FLOATS);
    }

    /** Reads a whole table of integers; empty if there is none of that name. */
    Optional<int[][]> integers(String name) {
        return table(name).map(table -> {
            Object data = table.getData();
            if (data instanceof int[][] ints) {
                return ints;
            }
            if (data instanceof long[][] longs) {
                return Arrays.stream(longs)
                        .map(row ->
                                Arrays.stream(row).mapToInt(Math::toIntExact).toArray())
                        .toArray(int[][]::new);
            }
            throw new IllegalArgumentException("%s has elements of type %s in '%s', which must be integers"
                    .formatted(path, table.getJavaType(), name));
        });
    }

    private Optional<Dataset> table(String name) {
        Node node = file.getChildren().get(name);
        if (node instanceof Dataset table) {
            if (table.getDimensions().length != 2) {
                throw new IllegalArgumentException(
                        "'%s' of %s has %d axes but must have 2".formatted(name, path, table.getDimensions().length));
            }
            return Optional.of(table);
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        file.close();
    }
}
