package io.vicinal.bench.dataset;

import io.vicinal.cli.terminal.Progress;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Texts, embedded on the spot, some of which are held out as queries. No text is taken twice, nor one whose vector is that of
 * another: a query would be a copy of a row.
 */
record TextSource(
        String name,
        String key,
        String subject,
        Metric metric,
        Texts texts,
        Supplier<EmbeddingModel> model,
        HeldOut heldOut)
        implements Source {
    private static final long SEED = 42;
    private static final int BATCH = 256;

    /** Where the texts come from. */
    interface Texts {
        /** Reads them: the same in the same order every time, perhaps some twice. */
        List<String> read() throws IOException;
    }

    @Override
    public String write(DatasetFiles files) throws IOException {
        List<String> shuffled = new ArrayList<>(new LinkedHashSet<>(texts.read()));
        Collections.shuffle(shuffled, new Random(SEED));
        requireRows(shuffled.size());
        try (EmbeddingModel opened = model.get()) {
            List<float[]> vectors = embed(shuffled, opened);
            requireRows(vectors.size());
            write(vectors, opened.dimension(), files);
            return "%s: %,d distinct texts embedded by %s".formatted(subject, vectors.size(), opened.identity());
        }
    }

    private void requireRows(int count) {
        if (count <= heldOut.total()) {
            throw new IllegalArgumentException("%s has %d distinct texts but %d are held out as queries"
                    .formatted(subject, count, heldOut.total()));
        }
    }

    private List<float[]> embed(List<String> distinct, EmbeddingModel opened) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        Set<FloatBuffer> seen = new HashSet<>();
        try (Progress progress = Progress.start("embedding", "texts", distinct.size())) {
            for (int from = 0; from < distinct.size(); from += BATCH) {
                List<String> batch = distinct.subList(from, Math.min(distinct.size(), from + BATCH));
                for (float[] vector : opened.embed(batch)) {
                    NormalisedWriter.normalise(vector, metric, "the vector of a text");
                    if (seen.add(FloatBuffer.wrap(vector))) {
                        vectors.add(vector);
                    }
                }
                progress.advance(batch.size());
            }
        }
        return vectors;
    }

    private void write(List<float[]> vectors, int dimension, DatasetFiles files) throws IOException {
        int queries = heldOut.queries();
        int rows = heldOut.total();
        NormalisedWriter.writeAll(files.queries(), vectors.subList(0, queries), dimension, metric, name);
        NormalisedWriter.writeAll(files.warmup(), vectors.subList(queries, rows), dimension, metric, name);
        NormalisedWriter.writeAll(files.base(), vectors.subList(rows, vectors.size()), dimension, metric, name);
    }
}
