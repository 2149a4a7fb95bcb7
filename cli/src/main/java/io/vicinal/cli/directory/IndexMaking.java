package io.vicinal.cli.directory;

import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * An index whose engine is chosen when all vectors are known. Until then they are in one that searches them as they are, which is what is
 * saved if they are few.
 *
 * <p>For one thread, but {@link #close} may come from another: it waits for what the index is doing, and what comes then fails.
 */
final class IndexMaking implements Closeable {
    /** Vectors connected in one call: enough for all cores, few enough that nobody who ends the program waits for long. */
    private static final int CONNECTED_AT_ONCE = 1024;

    private final Path directory;
    private final int dimension;
    private VectorIndex index;
    private long[] ids = new long[CONNECTED_AT_ONCE];
    private int size;
    private volatile boolean closed;

    /** Starts without vectors; temporary files go to the directory. */
    IndexMaking(int dimension, Path directory) throws IOException {
        this.directory = directory;
        this.dimension = dimension;
        this.index = create(EngineChoice.EXACT, reached -> {});
    }

    private VectorIndex create(String engine, LongConsumer reached) throws IOException {
        return VectorIndex.builder(dimension, Metric.COSINE)
                .engine(engine)
                .directory(directory)
                .progress((done, total, perSecond, remaining) -> reached.accept(done))
                .create();
    }

    void add(long id, float[] vector) {
        index.add(id, vector);
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id;
    }

    int size() {
        return size;
    }

    /** Puts all vectors into an index of another engine; the listener is told how many are in it. */
    void connect(String engine, LongConsumer reached) throws IOException {
        VectorIndex plain = index;
        int[] first = new int[1];
        VectorIndex connected = replace(engine, done -> reached.accept(first[0] + done));
        try (plain) {
            while (first[0] < size) {
                // Calls follow each other so closely that who waits to close might not get a turn before the last.
                requireOpen();
                int end = Math.min(size, first[0] + CONNECTED_AT_ONCE);
                connected.addAll(Arrays.copyOfRange(ids, first[0], end), vectors(plain, first[0], end));
                first[0] = end;
                reached.accept(end);
            }
        }
    }

    private synchronized VectorIndex replace(String engine, LongConsumer reached) throws IOException {
        requireOpen();
        index = create(engine, reached);
        return index;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("making the index has been ended");
        }
    }

    private float[] vectors(VectorIndex from, int first, int end) {
        float[] vectors = new float[(end - first) * dimension];
        for (int i = first; i < end; i++) {
            System.arraycopy(from.vector(ids[i]), 0, vectors, (i - first) * dimension, dimension);
        }
        return vectors;
    }

    void save(Path file) throws IOException {
        index.save(file);
    }

    @Override
    public synchronized void close() {
        closed = true;
        index.close();
    }
}
