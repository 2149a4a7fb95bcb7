package io.vicinal.cli.knn;

import io.vicinal.cli.terminal.Progress;
import io.vicinal.format.VectorMapping;
import io.vicinal.format.VectorReader;
import io.vicinal.index.VectorIndex;
import io.vicinal.index.VectorIndexBuilder;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * An index of the rows of a file, with their numbers as ids. Files that can be mapped are searched in place, others are copied
 * row by row.
 */
record BaseIndex(VectorIndex index, Arena arena) implements Closeable {
    /** Floats added at once: 4 MiB. */
    private static final int CHUNK_FLOATS = 1 << 20;

    static BaseIndex open(KnnRequest request, VectorReader queries) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new BaseIndex(
                    VectorMapping.canMap(request.base()) ? map(request, queries, arena) : copy(request, queries),
                    arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static VectorIndex map(KnnRequest request, VectorReader queries, Arena arena) throws IOException {
        var rows = VectorMapping.map(request.base(), arena);
        return named(
                request,
                () -> builder(request, queries, rows.dimension(), rows.count()).over(rows));
    }

    private static VectorIndex copy(KnnRequest request, VectorReader queries) throws IOException {
        try (VectorReader reader = VectorReader.open(request.base());
                Progress progress = Progress.start("reading", "rows", reader.count())) {
            VectorIndex index = builder(request, queries, reader.dimension(), reader.count())
                    .create();
            try {
                return named(request, () -> fill(index, request.metric(), reader, progress));
            } catch (IOException | RuntimeException e) {
                index.close();
                throw e;
            }
        }
    }

    private static VectorIndex fill(VectorIndex index, Metric metric, VectorReader reader, Progress progress)
            throws IOException {
        int dimension = reader.dimension();
        int capacity = Math.max(1, CHUNK_FLOATS / dimension);
        float[] row = new float[dimension];
        float[] chunk = new float[capacity * dimension];
        long id = 0;
        while (true) {
            int count = 0;
            while (count < capacity && reader.next(row)) {
                // The index would call it by its position among those added together.
                VectorCheck.norm(row, dimension, metric, id + count);
                System.arraycopy(row, 0, chunk, count++ * dimension, dimension);
            }
            if (count == 0) {
                return index;
            }
            long[] ids = new long[count];
            long first = id;
            Arrays.setAll(ids, i -> first + i);
            index.addAll(ids, Arrays.copyOf(chunk, count * dimension));
            id += count;
            progress.advance(count);
        }
    }

    private static VectorIndexBuilder builder(KnnRequest request, VectorReader queries, int dimension, long count) {
        if (dimension == 0) {
            throw new IllegalArgumentException(request.base() + " is empty");
        }
        if (queries.dimension() != dimension && queries.count() > 0) {
            throw new IllegalArgumentException("dimension of %s is %d but the vectors of %s have %d components"
                    .formatted(request.base(), dimension, request.queries(), queries.dimension()));
        }
        if (request.out() != null && request.k() > count) {
            throw new IllegalArgumentException("k is %d but %s has only %d rows, too few to fill a row of %s"
                    .formatted(request.k(), request.base(), count, request.out()));
        }
        return VectorIndex.builder(dimension, request.metric()).engine(request.engine());
    }

    private interface Making {
        VectorIndex make() throws IOException;
    }

    /** A vector that is refused is called by its number; people need its file too. */
    private static VectorIndex named(KnnRequest request, Making making) throws IOException {
        try {
            return making.make();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(request.base() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        index.close();
        arena.close();
    }
}
