package io.vicinal.index.hnsw;

import java.lang.foreign.Arena;
import java.util.Arrays;

/** What writers know of the graph beside the graph itself; see {@link LinkScores} and {@link InDegrees}. */
final class Links {
    private final Graph graph;
    private final LinkScores bottom;
    private final LinkScores upper;
    private final InDegrees inDegrees;

    Links(Arena arena, Graph graph) {
        this.graph = graph;
        this.bottom = new LinkScores(arena, graph.bottom().degree());
        this.upper = new LinkScores(arena, graph.upper().degree());
        this.inDegrees = new InDegrees(arena);
    }

    Graph graph() {
        return graph;
    }

    /** Makes places for nodes; for one thread at a time. */
    void reserve(int from, int to) {
        graph.reserve(from, to);
        bottom.reserve(to);
        upper.reserve(graph.slotCount());
        inDegrees.reserve(to);
    }

    /** Learns what there is to know of a graph that came from a file. */
    void learn(int count) {
        bottom.reserve(count);
        upper.reserve(graph.slotCount());
        inDegrees.reserve(count);
        int[] list = new int[graph.maxDegree()];
        for (int node = 0; node < count; node++) {
            bottom.setDiverse(node, LinkScores.UNKNOWN);
            int length = graph.bottom().read(node, list);
            for (int i = 0; i < length; i++) {
                if (list[i] >= count) {
                    throw graph.leadsAstray(list[i], count);
                }
                inDegrees.add(list[i]);
            }
        }
        for (int slot = 0; slot < graph.slotCount(); slot++) {
            upper.setDiverse(slot, LinkScores.UNKNOWN);
        }
    }

    LinkScores scores(int level) {
        return level == 0 ? bottom : upper;
    }

    InDegrees inDegrees() {
        return inDegrees;
    }

    /** Writes the first list of a node, which nothing leads to yet. */
    void start(int node, int level, int[] list, float[] scores, int count, int diverse, int loose) {
        write(node, level, list, scores, count, diverse, loose);
        if (level == 0) {
            for (int i = 0; i < count; i++) {
                inDegrees.add(list[i]);
            }
        }
    }

    /** Writes a list of a node, and does not count what it leads to. */
    void write(int node, int level, int[] list, float[] scores, int count, int diverse, int loose) {
        int record = graph.record(node, level);
        synchronized (graph.lock(node)) {
            graph.table(level).write(record, list, count);
            scores(level).write(record, scores, count, diverse, loose);
        }
    }

    /** Counts what the lists of some nodes lead to on the bottom level. */
    void count(int[] nodes) {
        int[] list = new int[graph.maxDegree()];
        for (int node : nodes) {
            int length = graph.bottom().read(node, list);
            for (int i = 0; i < length; i++) {
                inDegrees.add(list[i]);
            }
        }
    }

    /** Empties the lists of a node that nothing leads to any more. */
    void clear(int node) {
        int[] none = {};
        for (int level = graph.level(node); level >= 0; level--) {
            int record = graph.record(node, level);
            synchronized (graph.lock(node)) {
                graph.table(level).write(record, none, 0);
                scores(level).setDiverse(record, LinkScores.UNRANKED);
            }
        }
    }

    static boolean contains(int[] list, int count, int ordinal) {
        for (int i = 0; i < count; i++) {
            if (list[i] == ordinal) {
                return true;
            }
        }
        return false;
    }

    long bytes() {
        return graph.bytes() + bottom.bytes() + upper.bytes() + inDegrees.bytes();
    }

    /** Sorts a list by score, best first; lists are short. */
    static void sort(int[] list, float[] scores, int count) {
        for (int i = 1; i < count; i++) {
            int ordinal = list[i];
            float score = scores[i];
            int at = i;
            while (at > 0 && (scores[at - 1] < score || (scores[at - 1] == score && list[at - 1] > ordinal))) {
                list[at] = list[at - 1];
                scores[at] = scores[at - 1];
                at--;
            }
            list[at] = ordinal;
            scores[at] = score;
        }
    }

    static float[] grown(float[] array, int length) {
        return array.length < length ? Arrays.copyOf(array, length) : array;
    }
}
