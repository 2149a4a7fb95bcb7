package io.vicinal.index.hnsw;

import java.util.Arrays;

/**
 * Leads lists past nodes that have been removed: what such a node led to is offered to those that led to it, and the neighbours are
 * chosen anew among them and those that are left. For one thread at a time.
 */
final class Repair {
    /** Candidates looked at for a list, as a multiple of its degree: where a whole region goes, no more than that can help. */
    private static final int CANDIDATES = 4;

    private final Links links;
    private final Graph graph;
    private final RowStates states;
    private final RowScorer scorer;
    private final Diversity diversity;
    private final Offer offer;
    private final float[] row;
    private final int[] list;
    private final int[] beyond;
    private final float[] oneScore = new float[1];
    private final int[] one = new int[1];
    private int[] candidates;
    private float[] scores;
    private int[] orphans = new int[16];
    private int orphanCount;

    /** Tells which nodes are being taken out. */
    interface Going {
        boolean contains(int ordinal);
    }

    Repair(Links links, Content content) {
        this.links = links;
        this.graph = links.graph();
        this.states = content.states();
        this.scorer = new RowScorer(content);
        int dimension = content.spec().dimension();
        this.diversity = new Diversity(scorer, content.spec());
        this.offer = new Offer(links, scorer, (ordinals, count, into) -> -1, diversity, new ScoreMemory(), dimension);
        this.row = new float[dimension];
        this.list = new int[graph.maxDegree()];
        this.beyond = new int[graph.maxDegree()];
        this.candidates = new int[(CANDIDATES + 1) * graph.maxDegree()];
        this.scores = new float[(CANDIDATES + 1) * graph.maxDegree()];
    }

    /** Repairs the lists of a node on all its levels. */
    void lead(int node, Going going) {
        for (int level = graph.level(node); level >= 0; level--) {
            int record = graph.record(node, level);
            int count = graph.table(level).read(record, list);
            if (anyOf(list, count, going)) {
                synchronized (graph.lock(node)) {
                    relink(node, level, record);
                }
                adoptOrphans();
                if (level == 0 && links.inDegrees().of(node) <= 0) {
                    // Those it led to may all have been going when it was orphaned.
                    adopt(node);
                }
            }
        }
    }

    private static boolean anyOf(int[] list, int count, Going going) {
        for (int i = 0; i < count; i++) {
            if (going.contains(list[i])) {
                return true;
            }
        }
        return false;
    }

    private void relink(int node, int level, int record) {
        LinkTable table = graph.table(level);
        int length = table.read(record, list);
        int count = gather(node, level, length);
        scorer.refresh();
        scorer.copy(node, row);
        scorer.score(row, candidates, count, scores);
        Links.sort(candidates, scores, count);
        int degree = table.degree();
        int diverse = diversity.choose(candidates, scores, count, degree);
        int kept = Math.min(count, degree);
        if (level == 0) {
            count(length, kept);
        }
        links.scores(level).write(record, scores, kept, diverse, diversity.loose());
        table.write(record, candidates, kept);
    }

    /** Collects the neighbours that are left, and those of the ones that go. */
    private int gather(int node, int level, int length) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (!states.taken(list[i])) {
                candidates[count++] = list[i];
            }
        }
        int most = CANDIDATES * graph.table(level).degree();
        for (int i = 0; i < length && count < most; i++) {
            if (states.taken(list[i])) {
                int found = graph.read(list[i], level, beyond);
                for (int j = 0; j < found; j++) {
                    int candidate = beyond[j];
                    if (candidate != node
                            && !states.taken(candidate)
                            && !Links.contains(candidates, count, candidate)) {
                        candidates[count++] = candidate;
                    }
                }
            }
        }
        return count;
    }

    /** Counts the lists that lead to each node: from the old list, of that length, to the first {@code kept} candidates. */
    private void count(int length, int kept) {
        for (int i = 0; i < kept; i++) {
            if (!Links.contains(list, length, candidates[i])) {
                links.inDegrees().add(candidates[i]);
            }
        }
        for (int i = 0; i < length; i++) {
            if (!Links.contains(candidates, kept, list[i])) {
                leave(list[i]);
            }
        }
    }

    private void leave(int ordinal) {
        links.inDegrees().drop(ordinal);
        if (links.inDegrees().of(ordinal) <= 0 && !states.taken(ordinal)) {
            if (orphanCount == orphans.length) {
                orphans = Arrays.copyOf(orphans, 2 * orphanCount);
            }
            orphans[orphanCount++] = ordinal;
        }
    }

    /** Empties the lists of nodes that have been taken out, and finds others that lead where they led. */
    void empty(int[] nodes) {
        for (int node : nodes) {
            empty(node);
        }
        // Only now that no list is left by which one of them led to another.
        for (int node : nodes) {
            links.inDegrees().clear(node);
        }
    }

    private void empty(int node) {
        int count = graph.bottom().read(node, list);
        links.clear(node);
        for (int i = 0; i < count; i++) {
            leave(list[i]);
        }
        adoptOrphans();
    }

    private void adoptOrphans() {
        while (orphanCount > 0) {
            adopt(orphans[--orphanCount]);
        }
    }

    /** Sees to it that at least one list leads to a node: that of its nearest neighbour. */
    void adopt(int node) {
        int count = graph.bottom().read(node, beyond);
        // After the list, which may lead to rows just added.
        scorer.refresh();
        scorer.copy(node, row);
        for (int i = 0; i < count && links.inDegrees().of(node) <= 0; i++) {
            if (!states.taken(beyond[i])) {
                one[0] = beyond[i];
                scorer.score(row, one, 1, oneScore);
                offer.make(beyond[i], 0, node, row, oneScore[0], true);
            }
        }
    }
}
