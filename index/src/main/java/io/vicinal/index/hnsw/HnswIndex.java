package io.vicinal.index.hnsw;

import io.vicinal.index.Hits;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.IndexStats;
import io.vicinal.index.Query;
import io.vicinal.index.Reachability;
import io.vicinal.index.VectorIndex;
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

/** The index as its users see it: arguments are checked here, the work is done by {@link Changes} and {@link Searcher}. */
final class HnswIndex implements VectorIndex {
    private final IndexSpec spec;
    private final Changes changes;

    HnswIndex(Changes changes) {
        this.spec = changes.spec();
        this.changes = changes;
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
        return changes.read(RowTable::size);
    }

    @Override
    public void add(long id, float[] vector) {
        changes.requireOpen();
        changes.add(id, vector);
    }

    @Override
    public void addAll(long[] ids, float[] vectors) {
        changes.requireOpen();
        if ((long) ids.length * dimension() != vectors.length) {
            throw new IllegalArgumentException("%d ids of dimension %d need %d floats but there are %d"
                    .formatted(ids.length, dimension(), (long) ids.length * dimension(), vectors.length));
        }
        changes.addAll(ids, vectors);
    }

    @Override
    public void update(long id, float[] vector) {
        changes.requireOpen();
        changes.update(id, vector);
    }

    @Override
    public boolean remove(long id) {
        changes.requireOpen();
        return changes.remove(id);
    }

    @Override
    public boolean contains(long id) {
        return changes.read(table -> table.ordinal(id)) != IdTable.NONE;
    }

    @Override
    public float[] vector(long id) {
        return changes.read(table -> table.vector(id));
    }

    @Override
    public Hits search(Query query) {
        int ticket = changes.enter();
        try {
            double norm = VectorCheck.norm(query.vector(), dimension(), metric(), "query");
            Pooled<Searcher> searchers = changes.content().searchers();
            Searcher searcher = searchers.take();
            Hits hits = searcher.search(query, norm);
            // Not after an exception, which may have left anything in it.
            searchers.give(searcher);
            return hits;
        } finally {
            changes.exit(ticket);
        }
    }

    @Override
    public List<Hits> searchAll(List<Query> queries, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1 but is %d".formatted(threads));
        }
        changes.requireOpen();
        Query[] asked = queries.toArray(new Query[0]);
        for (int i = 0; i < asked.length; i++) {
            VectorCheck.norm(asked[i].vector(), dimension(), metric(), "query " + i);
        }
        Hits[] answers = new Hits[asked.length];
        AtomicInteger next = new AtomicInteger();
        int useful = Math.min(Runtime.getRuntime().availableProcessors(), asked.length);
        Parts.run(Math.clamp(useful, 1, threads), part -> {
            for (int i = next.getAndIncrement(); i < asked.length; i = next.getAndIncrement()) {
                answers[i] = search(asked[i]);
            }
        });
        return Arrays.asList(answers);
    }

    @Override
    public void save(Path file) throws IOException {
        changes.keepStill((content, table) -> {
            try (SnapshotWriter snapshot = SnapshotWriter.create(file)) {
                SavedGraph.write(content, table, snapshot);
                snapshot.commit();
            }
        });
    }

    @Override
    public IndexStats stats() {
        return changes.read(table -> new IndexStats(
                HnswEngine.NAME,
                dimension(),
                metric(),
                table.size(),
                table.count() - table.size(),
                changes.content().store().mappedBytes(),
                changes.content().store().rowBytes(),
                changes.offHeapBytes(),
                table.heapBytes() + changes.content().store().heapBytes(),
                changes.content().coding().kind(),
                Kernels.describe()));
    }

    @Override
    public Reachability reachability() {
        return changes.makeReachable();
    }

    @Override
    public void close() {
        changes.close();
    }
}
