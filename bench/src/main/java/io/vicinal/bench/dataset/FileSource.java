package io.vicinal.bench.dataset;

import io.vicinal.format.IntVectorReader;
import io.vicinal.format.VectorReader;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files of the user's. */
record FileSource(Path base, Path queries, @Nullable Path truth, Metric metric) implements Source {
    @Override
    public String name() {
        return String.valueOf(base.getFileName());
    }

    @Override
    public String key() throws IOException {
        FileKey key = new FileKey().add(metric.label()).add(base).add(queries);
        return (truth == null ? key : key.add(truth)).name();
    }

    @Override
    public String write(DatasetFiles files) throws IOException {
        try (VectorReader rows = VectorReader.open(base);
                VectorReader asked = VectorReader.open(queries)) {
            VectorCopy.copy(rows, base.toString(), asked, queries.toString(), metric, files);
        }
        return "rows of %s, queries of %s".formatted(base.getFileName(), queries.getFileName());
    }

    @Override
    public Optional<GivenTruth> truth(int k) throws IOException {
        return truth == null
                ? Optional.empty()
                : Optional.of(new GivenTruth(truth.toString(), IntVectorReader.readAll(truth)));
    }
}
