package io.vicinal.bench.dataset;

import io.vicinal.cli.terminal.Progress;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Random vectors: the same for the same name on every machine. */
record GeneratedSource(
        String name,
        int version,
        String description,
        Metric metric,
        int dimension,
        int count,
        Distribution rows,
        Distribution queries)
        implements Source {
    private static final long ROWS = 1;
    private static final long QUERIES = 2;
    private static final long WARM_UP = 3;

    /** Floats drawn at once: 16 MiB. */
    private static final int BLOCK_FLOATS = 1 << 22;

    @Override
    public String key() {
        return "%s-v%d-%s".formatted(name, version, metric.label());
    }

    @Override
    public String write(DatasetFiles files) throws IOException {
        write(rows, ROWS, count, files.base());
        write(queries, QUERIES, HeldOut.USUAL.queries(), files.queries());
        write(queries, WARM_UP, HeldOut.USUAL.warmup(), files.warmup());
        return description;
    }

    private void write(Distribution distribution, long kind, int total, Path file) throws IOException {
        float[][] block = new float[Math.clamp(BLOCK_FLOATS / dimension, 1, total)][dimension];
        try (Progress progress = Progress.start("generating", "vectors", total);
                NormalisedWriter writer = new NormalisedWriter(file, dimension, metric)) {
            for (int from = 0; from < total; from += block.length) {
                int first = from;
                int drawn = Math.min(block.length, total - first);
                IntStream.range(0, drawn)
                        .parallel()
                        .forEach(i -> distribution.draw(RandomSeeds.random(kind, first + i), block[i]));
                for (int i = 0; i < drawn; i++) {
                    writer.write(block[i], name);
                }
                progress.advance(drawn);
            }
            writer.commit();
        }
    }
}
