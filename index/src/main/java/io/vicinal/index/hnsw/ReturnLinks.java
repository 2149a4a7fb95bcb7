package io.vicinal.index.hnsw;

import io.vicinal.index.search.Parts;
import java.util.Arrays;

/** Who has chosen each node of a level as a neighbour, with their scores. Immutable. */
final class ReturnLinks {
    private final Links links;
    private final int level;
    private final int[] nodes;
    private final int[] places;
    private final int[] starts;
    private final int[] from;
    private final float[] scores;

    /** Gathers them from the lists of all nodes of the level. */
    ReturnLinks(Links links, int level, int[] nodes, int threads) {
        this.links = links;
        this.level = level;
        this.nodes = nodes;
        this.places = new int[Arrays.stream(nodes).max().orElse(-1) + 1];
        for (int i = 0; i < nodes.length; i++) {
            places[nodes[i]] = i;
        }
        this.starts = new int[nodes.length + 1];
        // Each thread goes through all lists, and takes what leads to nodes of its own.
        Parts.run(threads, part -> forEach(part, threads, (place, to, score) -> starts[to + 1]++));
        for (int i = 0; i < nodes.length; i++) {
            starts[i + 1] += starts[i];
        }
        this.from = new int[starts[nodes.length]];
        this.scores = new float[from.length];
        int[] next = Arrays.copyOf(starts, nodes.length);
        Parts.run(
                threads,
                part -> forEach(part, threads, (place, to, score) -> {
                    from[next[to]] = nodes[place];
                    scores[next[to]++] = score;
                }));
    }

    private interface Visitor {
        void visit(int place, int to, float score);
    }

    private void forEach(int part, int parts, Visitor visitor) {
        int first = (int) ((long) nodes.length * part / parts);
        int end = (int) ((long) nodes.length * (part + 1) / parts);
        Graph graph = links.graph();
        int[] list = new int[graph.maxDegree()];
        float[] listScores = new float[graph.maxDegree()];
        for (int place = 0; place < nodes.length; place++) {
            int record = graph.record(nodes[place], level);
            int count = graph.table(level).read(record, list);
            links.scores(level).read(record, listScores, count);
            for (int i = 0; i < count; i++) {
                int to = places[list[i]];
                if (to >= first && to < end) {
                    visitor.visit(place, to, listScores[i]);
                }
            }
        }
    }

    /** Adds those who have chosen the node at a place, the nearest if they are many, unless they are candidates already. */
    void addTo(int place, ListChoice choice, int most) {
        float least = least(place, most);
        int left = most;
        for (int i = starts[place]; i < starts[place + 1] && left > 0; i++) {
            if (scores[i] >= least) {
                left--;
                if (!choice.contains(from[i])) {
                    choice.add(from[i], scores[i]);
                }
            }
        }
    }

    /** The score that so many of those who have chosen a node reach. Some nodes are chosen by thousands. */
    private float least(int place, int most) {
        if (starts[place + 1] - starts[place] <= most) {
            return Float.NEGATIVE_INFINITY;
        }
        float[] sorted = Arrays.copyOfRange(scores, starts[place], starts[place + 1]);
        Arrays.sort(sorted);
        return sorted[sorted.length - most];
    }
}
