package io.vicinal.index.hnsw;

import io.vicinal.index.IdSet;
import io.vicinal.index.Plan;
import io.vicinal.index.Query;

/**
 * Decides how to answer a query: over the graph, or by comparing all rows that are allowed. Costs are in rows compared in the graph, each
 * of which waits for memory. docs/BENCHMARKS.md has the curves behind the numbers.
 */
final class FilterPlanner {
    /** Rows that are tried at most to find out how many a filter allows, and as a part of all. */
    private static final int SAMPLE = 1024;

    private static final int SAMPLED_PART = 8;

    /** Allowed ones among them that are enough to tell. */
    private static final int ENOUGH_SAMPLED = 32;

    /** Rows compared on the way down and around the start, whatever the effort. */
    private static final double GRAPH_START = 150;

    /** Rows compared for each of the effort. */
    private static final double GRAPH_EACH = 10;

    /** Rows compared for each of the effort, where disallowed ones are stepped over. */
    private static final double STEP_EACH = 16;

    /** A row compared in the order of ordinals, which the processor can fetch ahead. */
    private static final double SCANNED = 0.7;

    /** What is asked of a row in the order of ordinals, in nanoseconds. */
    private static final double ASKED_IN_ORDER = 5;

    /** What is asked of a row anywhere. */
    private static final double ASKED_APART = 45;

    /** An id looked up in the table. */
    private static final double LOOKED_UP = 50;

    /** Rows allowed among the neighbours of neighbours, below which what is allowed hangs together too loosely to walk on. */
    private static final double ENOUGH_TO_WALK_ON = 30;

    /** What comparing a row in the graph takes, with all that belongs to it, and what more for each dimension. */
    private static final double ROW_NANOS = 70;

    private static final double ROW_NANOS_EACH = 0.27;

    /** The same by codes. */
    private static final double CODE_NANOS = 60;

    private static final double CODE_NANOS_EACH = 1 / 24.0;

    /** A node moved up by one to make room for another, as in a pool that is full of nodes that are not allowed. */
    private static final double MOVE_NANOS = 0.2;

    private final int degree;
    private final double rowNanos;
    private double share = 1;
    private double scan;

    FilterPlanner(int dimension, int degree) {
        this.degree = degree;
        this.rowNanos = rowNanos(dimension);
    }

    /**
     * Plans a query over so many rows.
     *
     * @param compared what a comparison in the graph costs, as a part of what it costs with floats
     */
    Plan plan(Query query, long change, RowStates states, int count, double compared) {
        int wanted = Math.max(query.k(), query.effort());
        if (!query.filtered()) {
            scan = count * SCANNED;
            return compared * (GRAPH_START + GRAPH_EACH * wanted) < scan ? Plan.GRAPH : Plan.SCAN;
        }
        IdSet ids = query.allowedIds();
        share = ids == null
                ? sample(query, change, states, count)
                : Math.min(1, (double) ids.count() / Math.max(1, count));
        double found = looksUp(query, count) ? share * LOOKED_UP : ASKED_IN_ORDER;
        scan = count * (share * SCANNED + found / rowNanos);
        double graph = compared * (GRAPH_START + GRAPH_EACH * wanted / share);
        double walk = walk(wanted, compared);
        if (Math.min(graph, walk) >= scan) {
            return Plan.ALLOWED_SCAN;
        }
        return graph <= walk ? Plan.GRAPH : Plan.GRAPH_ALLOWED;
    }

    /** What comparing a code costs, with all that belongs to it, as a part of what comparing a row costs. */
    static double costOfCode(int dimension) {
        return (CODE_NANOS + dimension * CODE_NANOS_EACH) / rowNanos(dimension);
    }

    /** What moving a node in a pool costs. */
    static double costOfMove(int dimension) {
        return MOVE_NANOS / rowNanos(dimension);
    }

    private static double rowNanos(int dimension) {
        return ROW_NANOS + dimension * ROW_NANOS_EACH;
    }

    /** What it costs to walk over allowed rows only. */
    private double walk(int wanted, double compared) {
        double within = degree * (degree + 1.0);
        if (share * within < ENOUGH_TO_WALK_ON) {
            return Double.POSITIVE_INFINITY;
        }
        double asked = Math.min(within, degree / share);
        return compared * GRAPH_START + wanted * (compared * STEP_EACH + asked * asked());
    }

    /** What it costs to ask about a row anywhere. */
    double asked() {
        return ASKED_APART / rowNanos;
    }

    /** What comparing all allowed rows costs: when the graph has cost as much, it is given up. */
    double scan() {
        return scan;
    }

    /** Tells whether the ids of a set are looked up, or all rows asked about. */
    static boolean looksUp(Query query, int count) {
        IdSet ids = query.allowedIds();
        return ids != null && ids.count() * LOOKED_UP < count * ASKED_IN_ORDER;
    }

    /** Estimates the share of the rows that the filter allows, at rows scattered so that no filter by number beats with them. */
    private static double sample(Query query, long change, RowStates states, int count) {
        int tried = 0;
        int allowed = 0;
        int most = Math.min(SAMPLE, count / SAMPLED_PART + 1);
        for (int i = 1; i <= most && allowed < ENOUGH_SAMPLED; i++) {
            long fraction = (i * 0x9E3779B97F4A7C15L) >>> 32;
            int ordinal = (int) ((fraction * count) >>> 32);
            if (states.there(ordinal, change)) {
                tried++;
                allowed += query.allows(states.id(ordinal)) ? 1 : 0;
            }
        }
        return tried == 0 ? 1 : (double) allowed / tried;
    }
}
