package io.vicinal.index.hnsw;

import io.vicinal.index.GraphSettings;
import java.util.Arrays;

/** Connects new nodes. For one thread at a time; several threads connect different nodes with an insertion each. */
final class Insertion {
    /** Nodes that are asked to lead to a new one before that is given up. */
    private static final int STEPS = 200;

    /** Candidates found by codes that are scored exactly and chosen from, as a multiple of the degree; more where codes tell too little. */
    private static final int EXACT = 2;

    private final GraphSettings settings;
    private final Links links;
    private final Graph graph;
    private final RowStates states;
    private final Traversal traversal;
    private final RowScorer scorer;
    private final Diversity diversity;
    private final ScoreMemory memory = new ScoreMemory();
    private final Offer offer;
    private final Traversal.Judge judge;
    private final Guard guard;
    private final Beam beam;
    private final float[] vector;
    private long searches;
    private int[] chosen = new int[256];
    private float[] scores = new float[256];
    private Chosen[] levels = {};

    /** The neighbours chosen on a level, before anything leads to the node. */
    private static final class Chosen {
        int[] list = {};
        float[] scores = {};
        int count;
        int diverse;
        int loose;
    }

    Insertion(Links links, Content content) {
        this.settings = content.spec().graph();
        this.links = links;
        this.graph = links.graph();
        this.states = content.states();
        this.traversal = new Traversal(content);
        this.scorer = traversal.scorer();
        int dimension = content.spec().dimension();
        this.diversity = new Diversity(scorer, content.spec());
        traversal.remember(memory);
        this.offer = new Offer(links, scorer, traversal::estimate, diversity, memory, dimension);
        this.judge = new Traversal.Judge() {
            @Override
            public boolean everythingCounts() {
                return states.nothingTaken();
            }

            @Override
            public boolean counts(int ordinal) {
                return !states.taken(ordinal);
            }
        };
        this.guard = content.coding().buildGuard();
        this.beam = new Beam(content.spec().metric());
        this.vector = new float[dimension];
    }

    /** Connects a node whose row has been written and whose places are reserved. */
    void connect(int node) {
        boolean connected = false;
        while (!connected) {
            long entry = graph.entry();
            connected = entry == Graph.EMPTY ? graph.tryStart(entry, node, graph.level(node)) : connect(node, entry);
        }
    }

    /** Tells where a node belongs: the nodes nearest to it on the two lowest of the upper levels. */
    long region(int node) {
        long entry = graph.entry();
        int top = entry == Graph.EMPTY ? 0 : Graph.entryLevel(entry);
        if (top == 0) {
            return 0;
        }
        scorer.refresh();
        scorer.copy(node, vector);
        traversal.towards(vector, guard.trusts());
        int wide = top == 1 ? Graph.entryOrdinal(entry) : traversal.descend(entry, 2);
        int narrow = traversal.descend(Graph.entry(wide, Math.min(top, 2)), 1);
        return ((long) wide << Integer.SIZE) | narrow;
    }

    /** Connects a node with what is found from an entry; false if that is nothing, and others start elsewhere by now. */
    private boolean connect(int node, long entry) {
        int level = graph.level(node);
        scorer.refresh();
        scorer.copy(node, vector);
        memory.clear();
        boolean byCodes = traversal.towards(vector, guard.trusts());
        int top = Math.min(level, Graph.entryLevel(entry));
        int start = traversal.descend(entry, top);
        makeRoom(top);
        for (int i = top; i >= 0; i--) {
            start = choose(i, start, node, byCodes);
        }
        if (levels[0].count == 0) {
            // All there is has been removed: what is to come shall start here, and so must others that find as little.
            return graph.tryStart(entry, node, level);
        }
        for (int i = 0; i <= top; i++) {
            link(node, i);
        }
        if (links.inDegrees().of(node) == 0) {
            insist(node);
        }
        graph.offerEntry(node, level);
        return true;
    }

    private void makeRoom(int top) {
        int old = levels.length;
        if (old <= top) {
            levels = Arrays.copyOf(levels, top + 1);
            for (int i = old; i <= top; i++) {
                levels[i] = new Chosen();
            }
        }
    }

    /** Chooses the neighbours on a level, and returns the nearest node, where the search goes on below. */
    private int choose(int level, int start, int node, boolean byCodes) {
        int count = find(level, start, node, byCodes);
        int nearest = traversal.pool().ordinal(0);
        if (byCodes && level == 0 && guard.due(++searches, vector)) {
            count = findAgain(start, node, count);
        }
        int degree = graph.table(level).degree();
        Chosen kept = levels[level];
        kept.count = Math.min(count, degree);
        kept.diverse = diversity.choose(chosen, scores, count, degree);
        kept.loose = diversity.loose();
        kept.list = Arrays.copyOf(chosen, kept.count);
        kept.scores = Arrays.copyOf(scores, kept.count);
        return nearest;
    }

    /** Finds candidates on a level, with exact scores, best first; returns how many. */
    private int find(int level, int start, int node, boolean byCodes) {
        Pool pool = traversal.pool();
        int candidates = (int) (guard.width() * EXACT * graph.table(level).degree());
        if (byCodes) {
            float deviation = traversal.deviation(start);
            beam.resetToBuild(pool, settings.buildEffort(), candidates, deviation, guard.width());
        } else {
            pool.reset(settings.buildEffort(), settings.buildEffort(), Float.NEGATIVE_INFINITY);
        }
        traversal.explore(level, start, judge, Double.POSITIVE_INFINITY);
        if (chosen.length < pool.size()) {
            chosen = new int[2 * pool.size()];
            scores = new float[2 * pool.size()];
        }
        int count = 0;
        for (int i = 0; i < pool.size(); i++) {
            if (pool.counts(i) && pool.ordinal(i) != node) {
                chosen[count] = pool.ordinal(i);
                scores[count++] = pool.score(i);
            }
        }
        if (byCodes) {
            // The others are hardly ever chosen, and found again at the same cost by searches that are a little wider.
            count = Math.min(count, candidates);
            scoreExactly(count);
        }
        return count;
    }

    /** Replaces estimates, and puts the candidates in the order of their scores. */
    private void scoreExactly(int count) {
        scorer.refresh();
        scorer.score(vector, chosen, count, scores);
        for (int i = 0; i < count; i++) {
            memory.put(chosen[i], scores[i]);
        }
        Links.sort(chosen, scores, count);
    }

    /** Finds candidates on the bottom level by floats as well, and tells the guard how many of the nearest had been missed by codes. */
    private int findAgain(int start, int node, int count) {
        int compared = Math.min(count, graph.maxDegree());
        float farthest = compared == 0 ? 0 : scores[compared - 1];
        memory.clear();
        traversal.towards(vector, false);
        int exact = find(0, start, node, false);
        int missed = 0;
        while (compared > 0 && missed < exact && scores[missed] > farthest) {
            missed++;
        }
        if (compared > 0) {
            guard.record(Math.max(0.0, missed - compared + 1) / compared);
        }
        return exact;
    }

    private void link(int node, int level) {
        Chosen kept = levels[level];
        links.start(node, level, kept.list, kept.scores, kept.count, kept.diverse, kept.loose);
        for (int i = 0; i < kept.count; i++) {
            offer.make(kept.list[i], level, node, vector, kept.scores[i], false);
        }
    }

    /** Has the nearest node that a search comes to lead to a node that none comes to. */
    void reconnect(int node) {
        setOut(node);
        lead(node, traversal.descend(graph.entry(), 0));
    }

    /** Has the nearest of the nodes that lists lead to from a start lead to a node that they do not lead to, and that one back to it. */
    void bridge(int start, int node) {
        setOut(node);
        lead(node, start);
        int nearest = traversal.pool().ordinal(0);
        float score = traversal.pool().score(0);
        setOut(nearest);
        offer.make(node, 0, nearest, vector, score, true);
    }

    private void setOut(int node) {
        scorer.refresh();
        scorer.copy(node, vector);
        memory.clear();
        traversal.towards(vector, false);
    }

    private void lead(int node, int start) {
        Pool pool = traversal.pool();
        pool.reset(settings.buildEffort(), settings.buildEffort(), Float.NEGATIVE_INFINITY);
        traversal.explore(0, start, judge, Double.POSITIVE_INFINITY);
        int before = links.inDegrees().of(node);
        for (int i = 0; i < pool.size() && links.inDegrees().of(node) == before; i++) {
            if (pool.counts(i) && pool.ordinal(i) != node) {
                offer.make(pool.ordinal(i), 0, node, vector, pool.score(i), true);
            }
        }
    }

    /** No neighbour took the node, since all have nearer ones: the nearest must. */
    private void insist(int node) {
        Chosen kept = levels[0];
        for (int i = 0; i < kept.count && links.inDegrees().of(node) == 0; i++) {
            offer.make(kept.list[i], 0, node, vector, kept.scores[i], true);
        }
        wander(node, kept.list[0]);
    }

    /**
     * Goes on from node to node until one takes a node that nobody leads to. Of many copies of a row, all choose the same few as their
     * neighbours; when those are the only ones to lead to as many as they can, those they lead to have room.
     */
    private void wander(int node, int start) {
        int[] list = new int[graph.maxDegree()];
        int[] at = {start};
        float[] score = new float[1];
        for (int step = 0; step < STEPS && links.inDegrees().of(node) == 0; step++) {
            int count = graph.read(at[0], 0, list);
            // Scattered, yet the same whenever the same rows are added.
            at[0] = count == 0 ? start : list[Math.floorMod(Integer.rotateLeft((node + step) * 0x9E3779B9, 16), count)];
            if (at[0] != node && !states.taken(at[0])) {
                scorer.refresh();
                scorer.score(vector, at, 1, score);
                offer.make(at[0], 0, node, vector, score[0], true);
            }
        }
    }
}
