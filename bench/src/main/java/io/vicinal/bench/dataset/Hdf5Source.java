package io.vicinal.bench.dataset;

import io.vicinal.format.VectorReader;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file as ann-benchmarks has them, with rows, queries and often the truth. */
record Hdf5Source(Path file, Metric metric) implements Source {
    private static final String ROWS = "train";
    private static final String QUERIES = "test";
    private static final String NEIGHBOURS = "neighbors";

    /** Takes the metric from the file, which must not say another than the one given. */
    static Hdf5Source of(Path file, @Nullable Metric metric) throws IOException {
        try (Hdf5File hdf5 = Hdf5File.open(file)) {
            Optional<Metric> said = hdf5.metric();
            if (metric != null && said.isPresent() && said.get() != metric) {
                throw new IllegalArgumentException("metric is %s but that of %s is %s"
                        .formatted(metric.label(), file, said.get().label()));
            }
            return new Hdf5Source(
                    file,
                    said.or(() -> Optional.ofNullable(metric))
                            .orElseThrow(() -> new IllegalArgumentException(
                                    file + " doesn't say how its vectors are compared, so a metric must be given")));
        }
    }

    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public String key() throws IOException {
        return new FileKey().add(metric.label()).add(file).name();
    }

    @Override
    public String write(DatasetFiles files) throws IOException {
        try (Hdf5File hdf5 = Hdf5File.open(file);
                VectorReader rows = hdf5.vectors(ROWS);
                VectorReader queries = hdf5.vectors(QUERIES)) {
            VectorCopy.copy(rows, file + " " + ROWS, queries, file + " " + QUERIES, metric, files);
        }
        return "rows and queries of " + file.getFileName();
    }

    /** Fewer neighbours than are wanted are no truth, and computed anew. */
    @Override
    public Optional<GivenTruth> truth(int k) throws IOException {
        try (Hdf5File hdf5 = Hdf5File.open(file)) {
            return hdf5.integers(NEIGHBOURS)
                    .filter(rows -> rows.length == 0 || rows[0].length >= k)
                    .map(rows -> new GivenTruth(file + " " + NEIGHBOURS, rows));
        }
    }
}
