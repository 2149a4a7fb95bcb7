package io.vicinal.analysis;

import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import io.vicinal.collection.Page;
import io.vicinal.collection.ScrollRequest;
import io.vicinal.collection.filter.Filter;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/**
 * Vectors to be looked at together, each with an id. They are read once and kept off the heap as rows, numbered from 0; those compared by cosine are made
 * of length 1.
 *
 * <pre>{@code
 * try (Vectors vectors = Vectors.of(collection)) {
 *   KnnGraph nearest = KnnGraph.exact(vectors, 10);
 * }
 * }</pre>
 *
 * <p>Immutable, and safe for use by several threads. The memory is freed by {@link #close}; nothing may use the rows after that.
 */
public final class Vectors implements AutoCloseable {
    private static final int PAGE = 256;

    private final RowBuffer buffer;
    private final VectorRows rows;
    private final List<String> ids;
    private final Map<String, Integer> rowsById;

    private Vectors(RowBuffer buffer, List<String> ids) {
        this.buffer = buffer;
        this.rows = buffer.rows();
        this.ids = ids;
        this.rowsById = HashMap.newHashMap(ids.size());
        for (int row = 0; row < ids.size(); row++) {
            Integer before = rowsById.put(ids.get(row), row);
            if (before != null) {
                throw new IllegalArgumentException(
                        "id '%s' stands for vector %d and for vector %d".formatted(ids.get(row), before, row));
            }
        }
    }

    /**
     * Reads all documents of a collection.
     *
     * @param collection which; it is not needed any more when this returns
     * @return their vectors, in the order in which the documents were put
     * @throws CancellationException if this thread is interrupted
     */
    public static Vectors of(Collection collection) {
        return of(collection, ScrollRequest.all(), collection.size());
    }

    /**
     * Reads the documents of a collection that have certain metadata.
     *
     * @param collection which; it is not needed any more when this returns
     * @param filter the documents wanted
     * @return their vectors, in the order in which the documents were put
     * @throws CancellationException if this thread is interrupted
     */
    public static Vectors of(Collection collection, Filter filter) {
        return of(collection, ScrollRequest.all().filter(filter), PAGE);
    }

    private static Vectors of(Collection collection, ScrollRequest first, int capacity) {
        List<String> ids = new ArrayList<>(capacity);
        Metric metric = collection.spec().metric();
        return filled(new RowBuffer(collection.spec().dimension(), metric, capacity), ids, buffer -> {
            ScrollRequest request = first.limit(PAGE).withText(false).fields().withVectors(true);
            while (true) {
                Page page = collection.scroll(request);
                for (Document document : page.documents()) {
                    buffer.add(document.vector().orElseThrow(), "document '" + document.id() + "'");
                    ids.add(document.id());
                }
                if (page.next().isEmpty()) {
                    return;
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted while vectors were read");
                }
                request = request.after(page.next().getAsLong());
            }
        });
    }

    /**
     * Copies vectors.
     *
     * @param ids an id for each vector, all different
     * @param vectors at least one, all of the same length
     * @param metric how they are to be compared
     * @return the vectors, in that order
     * @throws IllegalArgumentException if there are not as many ids as vectors, an id is there twice, or a vector is refused
     */
    public static Vectors of(List<String> ids, float[][] vectors, Metric metric) {
        if (ids.size() != vectors.length || vectors.length == 0) {
            throw new IllegalArgumentException(
                    "as many ids as vectors are needed, at least one, but there are %d ids and %d vectors"
                            .formatted(ids.size(), vectors.length));
        }
        return filled(new RowBuffer(vectors[0].length, metric, vectors.length), List.copyOf(ids), buffer -> {
            for (int i = 0; i < vectors.length; i++) {
                buffer.add(vectors[i], "vector " + i);
            }
        });
    }

    /**
     * Reads vectors of an index.
     *
     * @param index where they are; it is not needed any more when this returns
     * @param ids which; written as decimal numbers they are the ids here
     * @return the vectors, in that order
     * @throws IllegalArgumentException if an id is not in the index, or is there twice
     */
    public static Vectors of(VectorIndex index, long[] ids) {
        List<String> names = new ArrayList<>(ids.length);
        return filled(new RowBuffer(index.dimension(), index.metric(), ids.length), names, buffer -> {
            for (long id : ids) {
                buffer.add(index.vector(id), "id " + id);
                names.add(Long.toString(id));
            }
        });
    }

    /** Fills a buffer and a list of ids beside it. */
    private interface Filling {
        void fill(RowBuffer buffer);
    }

    private static Vectors filled(RowBuffer buffer, List<String> ids, Filling filling) {
        try {
            filling.fill(buffer);
            return new Vectors(buffer, ids);
        } catch (RuntimeException | Error e) {
            buffer.close();
            throw e;
        }
    }

    /**
     * Returns the number of vectors.
     *
     * @return rows, perhaps none
     */
    public int size() {
        return rows.count();
    }

    /**
     * Returns the length of each vector.
     *
     * @return floats in a row
     */
    public int dimension() {
        return rows.dimension();
    }

    /**
     * Returns how vectors are compared.
     *
     * @return the metric
     */
    public Metric metric() {
        return buffer.metric();
    }

    /**
     * Returns the id of a row.
     *
     * @param row from 0 to {@code size() - 1}
     * @return its id
     */
    public String id(int row) {
        return ids.get(row);
    }

    /**
     * Finds the row of an id.
     *
     * @param id an id
     * @return its row, or -1 if it is none of these
     */
    public int row(String id) {
        return rowsById.getOrDefault(id, -1);
    }

    /**
     * Returns the vectors as they lie in memory: one sequence, each row at a cache line.
     *
     * @return the rows, of length 1 for cosine, valid until {@link #close}
     */
    public VectorRows rows() {
        return rows;
    }

    /**
     * Copies a vector out.
     *
     * @param row from 0 to {@code size() - 1}
     * @return its floats, of length 1 for cosine
     */
    public float[] vector(int row) {
        float[] vector = new float[dimension()];
        rows.copy(row, vector);
        return vector;
    }

    /**
     * Compares two vectors.
     *
     * @param a the row of one
     * @param b the row of the other
     * @return their score, the same either way round, and the same as in a {@link KnnGraph}
     */
    public float score(int a, int b) {
        Objects.checkIndex(b, size());
        float[] result = new float[1];
        long[] offset = {rows.offset(b)};
        if (metric() == Metric.EUCLIDEAN) {
            Kernels.squaredEuclidean(vector(a), rows.segment(), offset, 1, result);
            return 0 - result[0];
        }
        Kernels.dot(vector(a), rows.segment(), offset, 1, result);
        return 0 + result[0];
    }

    /** Copies some of the vectors, chosen by chance but always the same, in their order; all if there are no more. */
    Vectors sample(int most) {
        SplittableRandom random = new SplittableRandom(size());
        List<String> names = new ArrayList<>(Math.min(most, size()));
        return filled(new RowBuffer(dimension(), metric(), Math.min(most, size())), names, copy -> {
            int left = Math.min(most, size());
            for (int row = 0; left > 0; row++) {
                if (random.nextInt(size() - row) < left) {
                    copy.add(vector(row), id(row));
                    names.add(id(row));
                    left--;
                }
            }
        });
    }

    /** Frees the memory. */
    @Override
    public void close() {
        buffer.close();
    }
}
