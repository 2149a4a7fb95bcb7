package io.vicinal.index.flat;

import io.vicinal.encoding.Encoding;
import io.vicinal.index.Hits;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.IndexStats;
import io.vicinal.index.Plan;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.index.rows.IdRows;
import io.vicinal.index.rows.SavedRows;
import io.vicinal.index.search.Parts;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/**
 * Search by comparing every row, or first every row's code. Searches share a lock that changes take alone: a change lasts microseconds, so searches
 * hardly wait, and rows can be overwritten in place.
 */
final class FlatIndex implements VectorIndex {
    private final IndexSpec spec;
    private final IdRows rows;
    private final FlatCodes codes;
    private final StampedLock lock = new StampedLock();
    private boolean closed;

    FlatIndex(IndexSpec spec, IdRows rows, FlatCodes codes) {
        this.spec = spec;
        this.rows = rows;
        this.codes = codes;
    }

    @Override
    public int dimension() {
        return spec.dimension();
    }

    @Override
    public Metric metric() {
        return spec.metric();
    }

    @Override
    public int size() {
        return reading(rows::size);
    }

    @Override
    public void add(long id, float[] vector) {
        writing(() -> {
            if (rows.ordinal(id) != IdRows.NONE) {
                throw new IllegalArgumentException("id %d is in the index already".formatted(id));
            }
            codes.reserve(1);
            int ordinal = rows.add(id, vector);
            codes.encode(ordinal);
            return ordinal;
        });
    }

    @Override
    public void addAll(long[] ids, float[] vectors) {
        writing(() -> {
            if ((long) ids.length * dimension() != vectors.length) {
                throw new IllegalArgumentException("%d ids of dimension %d need %d floats but there are %d"
                        .formatted(ids.length, dimension(), (long) ids.length * dimension(), vectors.length));
            }
            codes.reserve(ids.length);
            int[] ordinals = rows.addAll(ids, vectors);
            codes.encode(ordinals);
            return ordinals;
        });
    }

    @Override
    public void update(long id, float[] vector) {
        writing(() -> {
            int ordinal = requireOrdinal(id);
            codes.reserve(0);
            rows.replace(ordinal, vector);
            codes.encode(ordinal);
            return ordinal;
        });
    }

    @Override
    public boolean remove(long id) {
        return writing(() -> rows.remove(id)) != IdRows.NONE;
    }

    @Override
    public boolean contains(long id) {
        return reading(() -> rows.ordinal(id)) != IdRows.NONE;
    }

    @Override
    public float[] vector(long id) {
        return reading(() -> rows.vector(requireOrdinal(id)));
    }

    private int requireOrdinal(long id) {
        int ordinal = rows.ordinal(id);
        if (ordinal == IdRows.NONE) {
            throw new IllegalArgumentException("id %d is not in the index".formatted(id));
        }
        return ordinal;
    }

    @Override
    public Hits search(Query query) {
        long stamp = lock.readLock();
        try (QueryBatch batch = QueryBatch.take(dimension())) {
            requireOpen();
            double norm = VectorCheck.norm(query.vector(), dimension(), metric(), "query");
            int parts = parts(query.threads());
            if (Lookup.pays(query, rows, codes, parts, 1)) {
                return batch.lookup().answer(query, norm, rows, metric());
            }
            batch.add(query, norm, metric());
            scan(batch, parts);
            return batch.scan().best(0).drain(rows.count(), Plan.SCAN);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    @Override
    public List<Hits> searchAll(List<Query> queries, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1 but is %d".formatted(threads));
        }
        double[] norms = reading(() -> norms(queries));
        List<Hits> answers = new ArrayList<>(norms.length);
        for (int first = 0; first < norms.length; first += Scan.MAX_QUERIES) {
            answer(queries, norms, first, Math.min(norms.length, first + Scan.MAX_QUERIES), threads, answers);
        }
        return answers;
    }

    private double[] norms(List<Query> queries) {
        double[] norms = new double[queries.size()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = VectorCheck.norm(queries.get(i).vector(), dimension(), metric(), "query " + i);
        }
        return norms;
    }

    /**
     * Answers as many queries as can share a pass; those that allow few ids take no part in it. The lock is held for no longer, or
     * changes would wait for the last query.
     */
    private void answer(List<Query> queries, double[] norms, int from, int to, int threads, List<Hits> answers) {
        long stamp = lock.readLock();
        try (QueryBatch batch = QueryBatch.take(dimension())) {
            requireOpen();
            int parts = parts(threads);
            for (int i = from; i < to; i++) {
                if (!Lookup.pays(queries.get(i), rows, codes, parts, to - from)) {
                    batch.add(queries.get(i), norms[i], metric());
                }
            }
            scan(batch, parts);
            int scanned = 0;
            for (int i = from; i < to; i++) {
                if (scanned < batch.count() && queries.get(i) == batch.query(scanned)) {
                    answers.add(batch.scan().best(scanned++).drain(rows.count(), Plan.SCAN));
                } else {
                    answers.add(batch.lookup().answer(queries.get(i), norms[i], rows, metric()));
                }
            }
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Scans all rows, on this thread or split over several; the answers are left in the batch's scan. */
    private void scan(QueryBatch batch, int parts) {
        int count = rows.count();
        if (batch.count() == 0) {
            return;
        }
        if (parts == 1) {
            batch.scan().run(batch, rows, metric(), codes, 0, count);
            return;
        }
        Scan[] scans = new Scan[parts];
        Parts.run(parts, part -> {
            scans[part] = part == 0 ? batch.scan() : new Scan();
            int from = part == 0 ? 0 : end(part, parts, count);
            scans[part].run(batch, rows, metric(), codes, from, end(part + 1, parts, count));
        });
        for (int part = 1; part < parts; part++) {
            batch.scan().merge(scans[part], batch.count());
        }
    }

    /** Where the rows of the first {@code part} of several parts end: where a block of codes does. */
    private static int end(int part, int parts, int count) {
        return part == parts ? count : (int) ((long) count * part / parts) / Encoding.BLOCK * Encoding.BLOCK;
    }

    /** As many as asked for, unless there are fewer cores, or rows for fewer. */
    private int parts(int threads) {
        if (threads == 1) {
            return 1;
        }
        int useful = Math.min(Runtime.getRuntime().availableProcessors(), rows.count() / Scan.CHUNK);
        return Math.clamp(useful, 1, threads);
    }

    @Override
    public void save(Path file) throws IOException {
        long stamp = lock.readLock();
        try {
            requireOpen();
            try (SnapshotWriter snapshot = SnapshotWriter.create(file)) {
                SavedRows.write(rows, spec, FlatEngine.NAME, snapshot);
                codes.write(snapshot);
                snapshot.commit();
            }
        } finally {
            lock.unlockRead(stamp);
        }
    }

    @Override
    public IndexStats stats() {
        return reading(() -> new IndexStats(
                FlatEngine.NAME,
                dimension(),
                metric(),
                rows.size(),
                rows.count() - rows.size(),
                rows.mappedBytes(),
                rows.rowBytes(),
                codes.offHeapBytes(),
                rows.heapBytes(),
                codes.kind(),
                Kernels.describe()));
    }

    @Override
    public void close() {
        long stamp = lock.writeLock();
        try {
            if (!closed) {
                closed = true;
                codes.close();
                rows.close();
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private <T> T reading(Supplier<T> action) {
        long stamp = lock.readLock();
        try {
            requireOpen();
            return action.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private <T> T writing(Supplier<T> action) {
        long stamp = lock.writeLock();
        try {
            requireOpen();
            return action.get();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
    }
}
