package io.vicinal.index.hnswlib;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.index.Hits;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.IndexStats;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows and the library's graph over them, as an index; {@link LinkedRows} has the locks. */
final class HnswlibIndex implements VectorIndex {
    private final IndexSpec spec;
    private final LinkedRows linked;

    /** Builds the graph of the rows, which are the index's from then on. */
    HnswlibIndex(IndexSpec spec, IdRows rows) {
        this.spec = spec;
        this.linked = new LinkedRows(spec, rows);
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
        return linked.read((rows, graph) -> rows.size());
    }

    @Override
    public void add(long id, float[] vector) {
        linked.insert(
                1,
                rows -> {
                    requireAbsent(rows, id);
                    rows.check(vector);
                    return vector;
                },
                (rows, ordinals) -> {
                    requireAbsent(rows, id);
                    rows.name(ordinals[0], id);
                });
    }

    private static void requireAbsent(IdRows rows, long id) {
        if (rows.ordinal(id) != IdRows.NONE) {
            throw new IllegalArgumentException("id %d is in the index already".formatted(id));
        }
    }

    @Override
    public void addAll(long[] ids, float[] vectors) {
        linked.insert(
                ids.length,
                rows -> {
                    if ((long) ids.length * dimension() != vectors.length) {
                        throw new IllegalArgumentException("%d ids of dimension %d need %d floats but there are %d"
                                .formatted(ids.length, dimension(), (long) ids.length * dimension(), vectors.length));
                    }
                    rows.requireNew(ids);
                    rows.checkAll(vectors);
                    return vectors;
                },
                (rows, ordinals) -> {
                    rows.requireNew(ids);
                    for (int i = 0; i < ids.length; i++) {
                        rows.name(ordinals[i], ids[i]);
                    }
                });
    }

    /**
     * The new vector takes the place of the one that the id had at the beginning. If that has been removed or replaced meanwhile,
     * then this update came before, and nothing is left of it.
     */
    @Override
    public void update(long id, float[] vector) {
        AtomicInteger replaced = new AtomicInteger();
        linked.insert(
                1,
                rows -> {
                    replaced.set(requireOrdinal(rows, id));
                    rows.check(vector);
                    return vector;
                },
                (rows, ordinals) -> {
                    if (rows.ordinal(id) == replaced.get()) {
                        rows.retire(id);
                        rows.name(ordinals[0], id);
                    }
                });
    }

    @Override
    public boolean remove(long id) {
        return linked.remove(id);
    }

    @Override
    public boolean contains(long id) {
        return linked.read((rows, graph) -> rows.ordinal(id)) != IdRows.NONE;
    }

    @Override
    public float[] vector(long id) {
        return linked.read((rows, graph) -> rows.vector(requireOrdinal(rows, id)));
    }

    private static int requireOrdinal(IdRows rows, long id) {
        int ordinal = rows.ordinal(id);
        if (ordinal == IdRows.NONE) {
            throw new IllegalArgumentException("id %d is not in the index".formatted(id));
        }
        return ordinal;
    }

    @Override
    public Hits search(Query query) {
        return linked.read((rows, graph) -> {
            double norm = VectorCheck.norm(query.vector(), dimension(), metric(), "query");
            return new GraphSearch(query, norm, rows, graph, metric()).run();
        });
    }

    @Override
    public List<Hits> searchAll(List<Query> queries, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1 but is %d".formatted(threads));
        }
        Query[] asked = queries.toArray(new Query[0]);
        linked.read((rows, graph) -> {
            for (int i = 0; i < asked.length; i++) {
                VectorCheck.norm(asked[i].vector(), dimension(), metric(), "query " + i);
            }
            return asked.length;
        });
        Hits[] answers = new Hits[asked.length];
        AtomicInteger next = new AtomicInteger();
        int useful = Math.min(Runtime.getRuntime().availableProcessors(), asked.length);
        Parts.run(Math.min(threads, Math.max(1, useful)), part -> {
            for (int i = next.getAndIncrement(); i < asked.length; i = next.getAndIncrement()) {
                answers[i] = search(asked[i]);
            }
        });
        return Arrays.asList(answers);
    }

    @Override
    public void save(Path file) throws IOException {
        linked.readFiles((rows, graph) -> {
            try (SnapshotWriter snapshot = SnapshotWriter.create(file)) {
                SavedRows.write(rows, spec, HnswlibEngine.NAME, snapshot);
                spec.graph().write(snapshot);
                snapshot.commit();
            }
        });
    }

    @Override
    public IndexStats stats() {
        return linked.read((rows, graph) -> new IndexStats(
                HnswlibEngine.NAME,
                dimension(),
                metric(),
                rows.size(),
                rows.count() - rows.size(),
                rows.mappedBytes(),
                rows.rowBytes(),
                0,
                rows.heapBytes() + graph.heapBytes(),
                EncodingKind.FLOAT32,
                Kernels.describe()));
    }

    @Override
    public void close() {
        linked.close();
    }
}
