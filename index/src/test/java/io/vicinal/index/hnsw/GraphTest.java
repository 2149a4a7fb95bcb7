package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.index.GraphSettings;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphTest {
    private final Arena arena = Arena.ofShared();
    private final Levels levels = new Levels(GraphSettings.DEFAULT.connections(4));
    private final Graph graph = Graph.create(arena, levels, 4);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void ofTwoWhoFindNothingOneStarts() {
        long none = graph.entry();
        assertThat(none).isEqualTo(Graph.EMPTY);
        assertThat(graph.tryStart(none, 3, 1)).isTrue();
        assertThat(graph.tryStart(none, 4, 2)).isFalse();
        assertThat(graph.entry()).isEqualTo(Graph.entry(3, 1));
        long gone = graph.entry();
        assertThat(graph.tryStart(gone, 5, 0)).isTrue();
        assertThat(graph.tryStart(gone, 6, 9)).isFalse();
        assertThat(Graph.entryOrdinal(graph.entry())).isEqualTo(5);
        assertThat(Graph.entryLevel(graph.entry())).isZero();
    }

    @Test
    void theEntryIsOnTheHighestLevel() {
        graph.offerEntry(Pool.MAX_ORDINAL, 2);
        graph.offerEntry(1, 2);
        assertThat(graph.entry()).isEqualTo(Graph.entry(Pool.MAX_ORDINAL, 2));
        graph.offerEntry(2, Levels.MAX);
        assertThat(graph.entry()).isEqualTo(Graph.entry(2, Levels.MAX));
    }

    /** Every node has a list of its own on each of its levels. */
    @Test
    void listsDoNotLieInEachOther() {
        int count = 5_000;
        for (int from = 0; from < count; from += 500) {
            graph.reserve(from, from + 500);
        }
        for (int node = 0; node < count; node++) {
            for (int level = 0; level <= levels.of(node); level++) {
                graph.table(level).write(graph.record(node, level), new int[] {node, level}, 2);
            }
        }
        int[] list = new int[graph.maxDegree()];
        for (int node = 0; node < count; node++) {
            for (int level = 0; level <= levels.of(node); level++) {
                assertThat(graph.read(node, level, list)).isEqualTo(2);
                assertThat(list).startsWith(node, level);
            }
        }
        assertThat(graph.maxDegree()).isEqualTo(8);
    }
}
