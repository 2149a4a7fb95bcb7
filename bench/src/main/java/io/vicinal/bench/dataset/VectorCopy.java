package io.vicinal.bench.dataset;

import io.vicinal.cli.terminal.Progress;
import io.vicinal.format.VectorReader;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;

/** Copies the user's vectors into the files of a dataset, row by row. */
final class VectorCopy {
    private static final int WARM_UP = 300;
    private static final int PROGRESS_STEP = 1024;

    private VectorCopy() {}

    static void copy(
            VectorReader base,
            String baseName,
            VectorReader queries,
            String queriesName,
            Metric metric,
            DatasetFiles files)
            throws IOException {
        requireVectors(base, baseName);
        requireVectors(queries, queriesName);
        if (base.dimension() != queries.dimension()) {
            throw new IllegalArgumentException("dimension of %s is %d but the vectors of %s have %d components"
                    .formatted(baseName, base.dimension(), queriesName, queries.dimension()));
        }
        if (base.count() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("%s has %d rows but at most %d can be numbered"
                    .formatted(baseName, base.count(), Integer.MAX_VALUE));
        }
        // Mistakes cost less time in the queries.
        copy(queries, queriesName, metric, files.queries());
        copy(base, baseName, metric, files.base());
        Mixtures.write(files.base(), files.warmup(), WARM_UP, metric);
    }

    private static void requireVectors(VectorReader reader, String name) {
        if (reader.count() == 0) {
            throw new IllegalArgumentException(name + " is empty");
        }
    }

    private static void copy(VectorReader from, String name, Metric metric, Path to) throws IOException {
        try (Progress progress = Progress.start("reading", "vectors", from.count());
                NormalisedWriter writer = new NormalisedWriter(to, from.dimension(), metric)) {
            float[] vector = new float[from.dimension()];
            for (long done = 1; from.next(vector); done++) {
                writer.write(vector, name);
                if (done % PROGRESS_STEP == 0) {
                    progress.advance(PROGRESS_STEP);
                }
            }
            writer.commit();
        }
    }
}
