package io.vicinal.bench.dataset;

import io.vicinal.format.VectorWriter;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Writes vectors that an index takes, under cosine scaled to length 1. */
final class NormalisedWriter implements Closeable {
    private final VectorWriter writer;
    private final Metric metric;

    NormalisedWriter(Path file, int dimension, Metric metric) throws IOException {
        this.writer = VectorWriter.create(file, dimension);
        this.metric = metric;
    }

    /**
     * Writes the next vector.
     *
     * @param vector scaled in place
     * @param origin where it comes from, which the message of an exception begins with
     */
    void write(float[] vector, String origin) throws IOException {
        normalise(vector, metric, origin + ": vector " + writer.count());
        writer.write(vector);
    }

    void commit() throws IOException {
        writer.commit();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Scales in double precision, and in one order: kernels differ by rounding from machine to machine. */
    static void normalise(float[] vector, Metric metric, String name) {
        VectorCheck.norm(vector, vector.length, metric, name);
        if (metric == Metric.COSINE) {
            VectorCheck.normalise(vector, Math.sqrt(PlainSearch.dot(vector, vector)), vector, 0);
        }
    }

    /** Writes a whole file. */
    static void writeAll(Path file, Iterable<float[]> vectors, int dimension, Metric metric, String origin)
            throws IOException {
        try (NormalisedWriter writer = new NormalisedWriter(file, dimension, metric)) {
            for (float[] vector : vectors) {
                writer.write(vector, origin);
            }
            writer.commit();
        }
    }
}
