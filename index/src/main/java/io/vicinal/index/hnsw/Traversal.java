package io.vicinal.index.hnsw;

import org.jspecify.annotations.Nullable;

/** Walks through the graph towards a vector, for a search or to find the place of a new node. For one thread at a time. */
final class Traversal {
    /** Standard deviations that codes alone may be off before a row is passed over. */
    private static final float SLACK = 1;

    private final Graph graph;
    private final RowScorer scorer;
    private final CodeScorer coder;
    private final double costOfCode;
    private final double costOfMove;
    private final Visited visited = new Visited();
    private final Pool pool;
    private final int[] neighbours;
    private final int[] beyond;
    private final boolean[] passed;
    private final int[] fresh;
    private final float[] scores;
    private float[] vector = {};
    private boolean coded;
    private boolean toEncode;
    private float slack;
    private int limit;
    private long scored;
    private long asked;
    private @Nullable ScoreMemory memory;

    /** Decides which nodes count and which are only ways to others. */
    interface Judge {
        /** Tells whether nothing that can be reached now needs judging. */
        boolean everythingCounts();

        boolean counts(int ordinal);
    }

    Traversal(Content content) {
        this.graph = content.graph();
        this.scorer = new RowScorer(content);
        this.costOfCode = FilterPlanner.costOfCode(content.spec().dimension());
        this.costOfMove = FilterPlanner.costOfMove(content.spec().dimension());
        this.coder = new CodeScorer(content.coding());
        this.pool = new Pool(content.spec().metric().greatestScore());
        this.neighbours = new int[graph.maxDegree()];
        this.beyond = new int[graph.maxDegree()];
        this.passed = new boolean[graph.maxDegree()];
        this.fresh = new int[2 * graph.maxDegree() + 1];
        this.scores = new float[2 * graph.maxDegree()];
    }

    /**
     * Sets out for a vector, at length 1 under cosine. It is encoded when a walk begins, since there may be none.
     *
     * @param byCodes whether rows are compared by their codes, if they have any; scores are estimates then
     * @return whether they are
     */
    boolean towards(float[] target, boolean byCodes) {
        vector = target;
        scored = 0;
        asked = 0;
        scorer.refresh();
        coded = byCodes && coder.hasCodes();
        toEncode = coded;
        return coded;
    }

    /** Goes down from the entry, always to the nearest neighbour, and returns the nearest node of a level. */
    int descend(long entry, int toLevel) {
        int nearest = Graph.entryOrdinal(entry);
        begin(nearest);
        float best = score(nearest);
        for (int level = Graph.entryLevel(entry); level > toLevel; level--) {
            boolean nearer = true;
            while (nearer) {
                nearer = false;
                // Those met before, here or on the levels above, were not nearer than the nearest.
                int found = collect(neighbours, graph.read(nearest, level, neighbours), 0);
                estimate(found);
                for (int i = 0; i < found; i++) {
                    if (scores[i] > best) {
                        best = scores[i];
                        nearest = fresh[i];
                        nearer = true;
                    }
                }
            }
        }
        return nearest;
    }

    /** Marks where a walk begins, and forgets what was marked before. */
    private void begin(int start) {
        if (toEncode) {
            coder.towards(vector);
            toEncode = false;
        }
        visited.reset(scorer.count());
        limit = Math.min(inView(), visited.capacity());
        see(start);
        visited.add(start);
    }

    private float score(int ordinal) {
        fresh[0] = ordinal;
        estimate(1);
        return scores[0];
    }

    private void estimate(int count) {
        if (coded) {
            coder.estimate(fresh, count, scores);
        } else {
            scorer.score(vector, fresh, count, scores);
        }
        scored += count;
    }

    /** How many rows can be compared before what is in view has to be looked at again. */
    private int inView() {
        return coded ? Math.min(scorer.count(), coder.capacity()) : scorer.count();
    }

    private void seeAll(int[] ordinals, int count) {
        int largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, ordinals[i]);
        }
        see(largest);
    }

    /**
     * Explores a level from a node on, until nothing better than what the pool holds can be near. The pool has been reset.
     *
     * @return false if that was given up, since that cost more than comparing {@code budget} rows
     */
    boolean explore(int level, int start, Judge judge, double budget) {
        begin(start, judge);
        LinkTable table = graph.table(level);
        for (int node = pool.expandNext(); node >= 0; node = pool.expandNext()) {
            // The second best is nearly always expanded anyway; together their neighbours keep more reads under way.
            int second = pool.expandNext();
            table.copy(graph.record(node, level), neighbours);
            if (second >= 0) {
                // Before anything depends on how long the first is: so both are read from memory side by side.
                table.copy(graph.record(second, level), beyond);
            }
            int count = table.length(neighbours);
            int secondCount = second < 0 ? 0 : table.length(beyond);
            int found = collect(neighbours, count, 0);
            found = collect(beyond, secondCount, found);
            scoreFresh(found, judge);
            if (spent() > budget) {
                return false;
            }
        }
        return true;
    }

    /** Adds those that are new to those found already, and returns how many there are. */
    private int collect(int[] list, int count, int already) {
        seeAll(list, count);
        return visited.addNew(list, count, fresh, already);
    }

    /**
     * Explores the bottom level over nodes that count and no others: where a neighbour does not, its own neighbours are looked at in its
     * place (two-hop expansion, as in ACORN, Patel and others 2024), until as many are found as a list is long.
     *
     * @return false if that was given up, since that cost more than comparing {@code budget} rows
     */
    boolean exploreAllowed(int start, Judge judge, double budget, double costOfAsking) {
        begin(start, judge);
        for (int node = pool.expandNext(); node >= 0; node = pool.expandNext()) {
            int found = 0;
            int count = graph.read(node, 0, neighbours);
            for (int i = 0; i < count; i++) {
                if (isNew(neighbours[i])) {
                    if (judge.counts(neighbours[i])) {
                        fresh[found++] = neighbours[i];
                    } else {
                        passed[i] = true;
                    }
                }
            }
            for (int i = 0; i < count; i++) {
                if (passed[i]) {
                    passed[i] = false;
                    found = stepOver(neighbours[i], found, judge);
                }
            }
            scoreAllowed(found);
            if (spent() + costOfAsking * asked > budget) {
                return false;
            }
        }
        return true;
    }

    /** Collects the neighbours of a node that count. */
    private int stepOver(int node, int already, Judge judge) {
        int found = already;
        int count = found < neighbours.length ? graph.read(node, 0, beyond) : 0;
        for (int i = 0; i < count && found < neighbours.length; i++) {
            int neighbour = beyond[i];
            if (!visited.contains(neighbour < limit ? neighbour : see(neighbour))) {
                asked++;
                if (judge.counts(neighbour)) {
                    visited.add(neighbour);
                    fresh[found++] = neighbour;
                }
            }
        }
        return found;
    }

    private void begin(int start, Judge judge) {
        begin(start);
        slack = coded ? SLACK * coder.screenDeviation(start) : 0;
        fresh[0] = start;
        scoreFresh(1, judge);
    }

    private boolean isNew(int ordinal) {
        return visited.add(ordinal < limit ? ordinal : see(ordinal));
    }

    private void scoreAllowed(int count) {
        pool.offer(scores, fresh, compare(count));
    }

    /** Compares the fresh ones, and returns how many of them may be good enough for the pool: they are moved to the front. */
    private int compare(int count) {
        scored += count;
        if (coded) {
            int kept = coder.screen(fresh, count, pool.bound() - slack, scores);
            coder.refine(fresh, kept, scores);
            return kept;
        }
        scorer.score(vector, fresh, count, scores);
        remember(count);
        return count;
    }

    /**
     * Estimates the vector's scores with more rows, if it is compared by codes. Rows that are met again and again are in the cache.
     *
     * @return how far estimates are off, as a standard deviation; -1 if there are none
     */
    float estimate(int[] ordinals, int count, float[] into) {
        if (!coded) {
            return -1;
        }
        System.arraycopy(ordinals, 0, fresh, 0, count);
        coder.screen(fresh, count, Float.NEGATIVE_INFINITY, into);
        coder.refine(fresh, count, into);
        return coder.deviation(ordinals[0]);
    }

    private void scoreFresh(int found, Judge judge) {
        int count = compare(found);
        if (judge.everythingCounts()) {
            pool.offer(scores, fresh, count);
        } else {
            for (int i = 0; i < count; i++) {
                if (pool.wants(scores[i])) {
                    judge(fresh[i], scores[i], judge);
                }
            }
        }
    }

    private void remember(int count) {
        ScoreMemory scoresMet = memory;
        if (scoresMet != null) {
            for (int i = 0; i < count; i++) {
                scoresMet.put(fresh[i], scores[i]);
            }
        }
    }

    private void judge(int ordinal, float score, Judge judge) {
        if (judge.counts(ordinal)) {
            pool.offer(score, ordinal);
        } else {
            pool.offerPassage(score, ordinal);
        }
    }

    /** Takes in rows that have been added meanwhile. */
    private int see(int ordinal) {
        if (ordinal >= limit) {
            scorer.refresh();
            if (coded) {
                coder.refresh();
            }
            visited.grow(scorer.count());
            limit = inView();
            if (ordinal >= limit) {
                throw graph.leadsAstray(ordinal, limit);
            }
        }
        return ordinal;
    }

    /** Has the scores met from now on be remembered. */
    void remember(ScoreMemory scoresMet) {
        memory = scoresMet;
    }

    Pool pool() {
        return pool;
    }

    RowScorer scorer() {
        return scorer;
    }

    /** What the walk has cost, but for asking about rows. */
    private double spent() {
        return scored * cost() + pool.moved() * costOfMove;
    }

    /** What a comparison costs, as a part of what it costs with floats. */
    double cost() {
        return coded ? costOfCode : 1;
    }

    /** How far estimates by codes are off, as a standard deviation; 0 for scores that are exact. */
    float deviation(int ordinal) {
        return coded ? coder.deviation(ordinal) : 0;
    }

    /** Rows compared since {@link #towards}. */
    long scored() {
        return scored;
    }
}
