package io.vicinal.index.hnsw;

import io.vicinal.index.IndexSpec;
import io.vicinal.index.rows.RowStore;
import java.lang.foreign.Arena;

/** A graph, the rows it is over and their states, and those who search in it. */
final class Content {
    private final IndexSpec spec;
    private final Graph graph;
    private final RowStore store;
    private final RowStates states;
    private final IdTable ids;
    private final Coding coding;
    private final Pooled<Searcher> searchers;

    Content(IndexSpec spec, Graph graph, RowStore store, RowStates states, IdTable ids, Coding coding) {
        this.spec = spec;
        this.graph = graph;
        this.store = store;
        this.states = states;
        this.ids = ids;
        this.coding = coding;
        this.searchers = new Pooled<>(() -> new Searcher(this));
    }

    /** Returns the same if it can be written, otherwise a copy that can; searches may go on in this one. */
    Content writable(Arena arena) {
        Graph writable = graph.writable(arena, store.count());
        return writable == graph ? this : new Content(spec, writable, store, states, ids, coding);
    }

    IndexSpec spec() {
        return spec;
    }

    Graph graph() {
        return graph;
    }

    RowStore store() {
        return store;
    }

    RowStates states() {
        return states;
    }

    IdTable ids() {
        return ids;
    }

    Coding coding() {
        return coding;
    }

    Pooled<Searcher> searchers() {
        return searchers;
    }
}
