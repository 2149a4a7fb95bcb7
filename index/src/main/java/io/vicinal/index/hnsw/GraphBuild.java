package io.vicinal.index.hnsw;

import io.vicinal.index.GraphSettings;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.partition.NearRows;
import io.vicinal.index.partition.PlacedRows;
import io.vicinal.index.search.Parts;
import io.vicinal.kernel.Metric;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/**
 * Connects the first rows of a graph all at once, if they are many: the more they are, and the shorter, the more time that saves (docs/BENCHMARKS.md). What is
 * near to each is found by comparing groups of rows with themselves, where one row that is read from memory serves hundreds of comparisons,
 * and not by searching a graph that grows.
 *
 * <p>Each level is built by itself, from the top on: nodes choose diverse neighbours among those near to them, and once more when it is known
 * who has chosen them. Of the nodes of an upper level, neighbours there are candidates on the bottom too, which makes the long ways.
 *
 * <p>Until the last step nothing leads a reader into the graph.
 */
final class GraphBuild {
    /** Fewer are connected one by one. */
    static final int FEWEST_ROWS = 2_000;

    /** Arrays have room for so many groups of rows, or neighbours, and some more. */
    private static final int MOST_LINKS = 1 << 30;

    /** The part of the heap that may be taken for a while. */
    private static final int HEAP_PART = 4;

    /** Effort for each group that a row is in. */
    private static final double GROUP_EFFORT = 12.5;

    private static final int FEWEST_GROUPS = 4;
    private static final int MOST_GROUPS = 64;

    /** How many near ones are taken of each group, as a part of the connections. */
    private static final double KEPT = 0.375;

    /** What the steps take of the time, the first two; the rest is the third's. */
    private static final double FINDING = 0.5;

    private static final double CHOOSING = 0.25;

    /**
     * A list is filled with others than diverse nodes only from so many of the nearest, as a multiple of the connections: farther ones are compared in
     * vain by searches.
     */
    private static final int NEAREST = 2;

    /** So many of those who have chosen a node can be chosen by it, as a multiple of the connections. */
    private static final int RETURNED = 4;

    /** Nodes that one thread goes through at a time. */
    private static final int RUN = 64;

    private final Content content;
    private final Links links;
    private final Graph graph;
    private final Pace pace;
    private final int threads;

    GraphBuild(Content content, Links links, Pace pace) {
        this.content = content;
        this.links = links;
        this.graph = links.graph();
        this.pace = pace;
        this.threads = content.spec().threads();
    }

    /** Tells how many of some rows can be connected like this; 0 where they are better connected one by one. */
    static int most(Content content, int rows) {
        return most(content, rows, Runtime.getRuntime().maxMemory());
    }

    /** Tells the same of a heap of so many bytes. */
    static int most(Content content, int rows, long heap) {
        boolean empty = content.graph().entry() == Graph.EMPTY;
        // Long rows are near to everything by dot product, however far they lie: that took longer and found less
        // (docs/BENCHMARKS.md).
        boolean near = content.spec().metric() != Metric.DOT_PRODUCT;
        IndexSpec spec = content.spec();
        long bytes = heap / HEAP_PART - NearRows.workBytes(spec.dimension(), spec.threads());
        GraphSettings settings = spec.graph();
        long most = Math.min(rows, bytes / heapBytes(settings));
        most = Math.min(most, MOST_LINKS / Math.max(fan(settings), 2 * settings.connections()));
        return empty && near && most >= FEWEST_ROWS ? (int) most : 0;
    }

    /** What a row takes of the heap for a while: its groups, who is near to it in each, and who has chosen it. */
    private static int heapBytes(GraphSettings settings) {
        return fan(settings) * (Integer.BYTES * kept(settings) + 20) + 16 * settings.connections() + 64;
    }

    /** How many groups a row is in. */
    private static int fan(GraphSettings settings) {
        return Math.clamp(Math.round(settings.buildEffort() / GROUP_EFFORT), FEWEST_GROUPS, MOST_GROUPS);
    }

    /** How many near ones are taken of each group. */
    private static int kept(GraphSettings settings) {
        return (int) Math.ceil(settings.connections() * KEPT);
    }

    /**
     * Connects rows of an empty graph. Nobody else may write meanwhile.
     *
     * @throws CancellationException if this thread is interrupted; nothing leads to the rows then
     */
    void connect(int[] rows, Insertion insertion) {
        int top = Arrays.stream(rows).map(graph::level).max().orElseThrow();
        int entry = rows[0];
        for (int level = top; level >= 0; level--) {
            int[] nodes = nodesOf(rows, level);
            entry = level == top ? nodes[0] : entry;
            connect(nodes, level, level == 0 ? rows.length : 0);
        }
        links.count(rows);
        graph.offerEntry(entry, top);
        connectIslands(rows, entry, insertion);
    }

    /** Makes a way to each node that no way along the lists of the bottom level leads to from the entry. */
    private void connectIslands(int[] rows, int entry, Insertion insertion) {
        Reach reach = new Reach(content);
        for (int row : rows) {
            if (!reach.reached(row)) {
                insertion.bridge(entry, row);
                reach.walk(row);
            }
        }
    }

    private int[] nodesOf(int[] rows, int level) {
        return level == 0
                ? rows
                : Arrays.stream(rows).filter(row -> graph.level(row) >= level).toArray();
    }

    /** Connects the nodes of a level, and tells of progress as if that were {@code counted} rows. */
    private void connect(int[] nodes, int level, int counted) {
        PlacedRows rows = new PlacedRows(
                content.store()::copy,
                nodes,
                content.spec().dimension(),
                content.spec().metric());
        GraphSettings settings = content.spec().graph();
        NearRows near =
                NearRows.of(rows, fan(settings), kept(settings), threads, part -> pace.done(counted * FINDING * part));
        choose(nodes, level, near, counted * CHOOSING);
        chooseAgain(nodes, level, near.order(), counted * (1 - FINDING - CHOOSING));
    }

    /** Has nodes choose among those near to them, and their neighbours on the level above. */
    private void choose(int[] nodes, int level, NearRows near, double counted) {
        int connections = content.spec().graph().connections();
        int most = near.most();
        Parts.each(threads, runs(nodes), () -> {
            ListChoice choice = new ListChoice(content, links, level);
            NearRows.Reader reader = near.reader();
            int[] places = new int[most];
            return run -> forRun(run, near.order(), counted, place -> {
                choice.clear();
                int count = reader.read(place, places);
                for (int i = 0; i < count; i++) {
                    choice.add(nodes[places[i]], Float.NaN);
                }
                choice.score(nodes[place]);
                if (graph.level(nodes[place]) > level) {
                    choice.addList(nodes[place], level + 1);
                }
                choice.write(nodes[place], NEAREST * connections);
            });
        });
    }

    /** Has nodes choose again, among those they have chosen and those who have chosen them. */
    private void chooseAgain(int[] nodes, int level, int[] order, double counted) {
        int connections = content.spec().graph().connections();
        ReturnLinks returned = new ReturnLinks(links, level, nodes, threads);
        Parts.each(threads, runs(nodes), () -> {
            ListChoice choice = new ListChoice(content, links, level);
            return run -> forRun(run, order, counted, place -> {
                choice.clear();
                choice.addList(nodes[place], level);
                returned.addTo(place, choice, RETURNED * connections);
                choice.write(nodes[place], RETURNED * connections);
            });
        });
    }

    private static int runs(int[] nodes) {
        return Math.ceilDiv(nodes.length, RUN);
    }

    private void forRun(int run, int[] order, double counted, IntConsumer action) {
        int end = Math.min(order.length, (run + 1) * RUN);
        for (int i = run * RUN; i < end; i++) {
            action.accept(order[i]);
        }
        pace.done(counted * (end - run * RUN) / order.length);
    }
}
