package io.vicinal.index.hnsw;

import io.vicinal.index.Engine;
import io.vicinal.index.IndexFile;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.RowIndex;
import io.vicinal.index.VectorIndex;
import io.vicinal.index.rows.RowStore;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorFile;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The engine {@code hnsw}. */
public final class HnswEngine implements Engine {
    static final String NAME = "hnsw";

    /** For {@link java.util.ServiceLoader}. */
    public HnswEngine() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public VectorIndex create(IndexSpec spec) throws IOException {
        return new HnswIndex(start(spec, RowStore.create(spec)));
    }

    @Override
    public VectorIndex over(IndexSpec spec, VectorRows rows) {
        Changes changes = start(spec, RowStore.over(spec, rows));
        try {
            changes.connectAll();
            return new HnswIndex(changes);
        } catch (RuntimeException e) {
            changes.close();
            throw e;
        }
    }

    @Override
    public VectorIndex open(IndexFile header, Snapshot snapshot) {
        return new HnswIndex(SavedGraph.open(header, snapshot));
    }

    @Override
    public RowIndex attach(IndexSpec spec, VectorFile file) {
        return HnswRows.start(spec, file);
    }

    @Override
    public RowIndex attach(IndexSpec spec, VectorFile file, Snapshot saved) {
        return HnswRows.open(spec, file, saved);
    }

    /** Starts with rows that no graph leads to. */
    private static Changes start(IndexSpec spec, RowStore store) {
        Arena arena = Arena.ofShared();
        Levels levels = new Levels(spec.graph());
        Graph graph = Graph.create(arena, levels, spec.graph().connections());
        RowStates states = RowStates.of(arena, store.count(), MemorySegment.NULL);
        IdTable ids = new IdTable(states);
        Epochs epochs = new Epochs();
        Coding coding = new Coding(spec, store, new Retired(epochs));
        Content content = new Content(spec, graph, store, states, ids, coding);
        return new Changes(arena, content, new RowTable(store, states, ids, new int[0]), epochs);
    }
}
