package io.vicinal.index.hnsw;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Goes through the bottom level from the entry on, along all lists, and tells what it did not come to. That is more than a search demands,
 * which may start elsewhere. Nothing may change meanwhile.
 */
final class Reach {
    private final Graph graph;
    private final RowStates states;
    private final int count;
    private final BitSet reached = new BitSet();
    private final int[] waiting;

    Reach(Content content) {
        this.graph = content.graph();
        this.states = content.states();
        this.count = content.store().count();
        this.waiting = new int[count];
        long entry = graph.entry();
        if (entry != Graph.EMPTY) {
            walk(Graph.entryOrdinal(entry));
        }
    }

    /** Goes on from a node. */
    void walk(int start) {
        int[] list = new int[graph.maxDegree()];
        int waitingCount = 1;
        waiting[0] = start;
        reached.set(start);
        while (waitingCount > 0) {
            int length = graph.read(waiting[--waitingCount], 0, list);
            for (int i = 0; i < length; i++) {
                if (!reached.get(list[i])) {
                    reached.set(list[i]);
                    waiting[waitingCount++] = list[i];
                }
            }
        }
    }

    /** Tells whether a row was come to, or was walked from. */
    boolean reached(int ordinal) {
        return reached.get(ordinal);
    }

    /** The rows that were not come to. */
    IntStream missing() {
        long latest = states.latest();
        return IntStream.range(0, count).filter(ordinal -> !reached.get(ordinal) && states.there(ordinal, latest));
    }

    int count() {
        return (int) missing().count();
    }
}
