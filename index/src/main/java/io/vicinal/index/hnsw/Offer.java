package io.vicinal.index.hnsw;

/**
 * Offers a node to the list of another one. A list that is full is kept in three parts, diverse neighbours, loosely diverse ones and then
 * others, each best first. To place a newcomer in it takes its scores with those of the first two parts and no others: what they mean to each other is known.
 *
 * <p>For one thread at a time.
 */
final class Offer {
    /** Standard deviations from which an estimate is taken for certain. */
    private static final float CERTAIN = 1;

    private static final int DIVERSE = 0;
    private static final int LOOSE = 1;
    private static final int OTHER = 2;

    private final Links links;
    private final Graph graph;
    private final RowScorer scorer;
    private final Estimates estimates;
    private final Diversity diversity;
    private final ScoreMemory known;
    private final float[] row;
    private final int[] list;
    private final float[] scores;
    private final float[] between;
    private final int[] unmet;
    private final int[] places;
    private final float[] unmetScores;
    private final int[] parts;
    private final int[] merged;
    private final float[] mergedScores;
    private int diverse;
    private int loose;

    /** Says what it can of scores with the newcomer without looking at floats. */
    interface Estimates {
        /** Estimates scores, and returns how far they may be off, as a standard deviation; negative if there are no estimates. */
        float make(int[] ordinals, int count, float[] scores);
    }

    /** What {@code known} remembers are scores with the newcomer; of those it does not know there may be estimates. */
    Offer(Links links, RowScorer scorer, Estimates estimates, Diversity diversity, ScoreMemory known, int dimension) {
        this.estimates = estimates;
        this.known = known;
        this.links = links;
        this.graph = links.graph();
        this.scorer = scorer;
        this.diversity = diversity;
        this.row = new float[dimension];
        int room = graph.maxDegree() + 1;
        this.list = new int[room];
        this.scores = new float[room];
        this.between = new float[room];
        this.unmet = new int[room];
        this.places = new int[room];
        this.unmetScores = new float[room];
        this.parts = new int[room];
        this.merged = new int[room];
        this.mergedScores = new float[room];
    }

    /**
     * Offers.
     *
     * @param node whose list is concerned
     * @param level on which level
     * @param newcomer the node offered
     * @param vector the newcomer's
     * @param score of the two with each other
     * @param urgent whether the newcomer must be taken
     */
    void make(int node, int level, int newcomer, float[] vector, float score, boolean urgent) {
        LinkTable table = graph.table(level);
        int record = graph.record(node, level);
        synchronized (graph.lock(node)) {
            int count = table.read(record, list);
            if (Links.contains(list, count, newcomer)) {
                return;
            }
            if (count < table.degree()) {
                append(level, record, count, newcomer, score);
            } else {
                replace(node, level, record, newcomer, vector, score, urgent);
            }
        }
    }

    private void append(int level, int record, int count, int newcomer, float score) {
        LinkScores scored = links.scores(level);
        if (scored.diverse(record) != LinkScores.UNKNOWN) {
            scored.setDiverse(record, LinkScores.UNRANKED);
        }
        scored.append(record, count, score);
        count(level, newcomer);
        graph.table(level).append(record, count, newcomer);
    }

    private void count(int level, int newcomer) {
        if (level == 0) {
            links.inDegrees().add(newcomer);
        }
    }

    private void replace(int node, int level, int record, int newcomer, float[] vector, float score, boolean urgent) {
        int count = graph.table(level).degree();
        makeVisible(count);
        rank(node, level, record, count);
        merge(newcomer, vector, score, count);
        int victim = count;
        while (victim >= 0 && !canGo(merged[victim], newcomer, level, urgent)) {
            victim--;
        }
        if (victim < 0 || merged[victim] == newcomer) {
            return;
        }
        System.arraycopy(merged, victim + 1, merged, victim, count - victim);
        System.arraycopy(mergedScores, victim + 1, mergedScores, victim, count - victim);
        count(level, newcomer);
        if (victim < diverse) {
            diverse--;
        } else if (victim < diverse + loose) {
            loose--;
        }
        links.scores(level).write(record, mergedScores, count, diverse, loose);
        graph.table(level).write(record, merged, count);
    }

    private void makeVisible(int count) {
        for (int i = 0; i < count; i++) {
            if (list[i] >= scorer.count()) {
                scorer.refresh();
            }
        }
    }

    private boolean canGo(int ordinal, int newcomer, int level, boolean urgent) {
        if (ordinal == newcomer) {
            return !urgent;
        }
        return level > 0 || links.inDegrees().release(ordinal);
    }

    /** Puts a full list in order, if it has not been. */
    private void rank(int node, int level, int record, int count) {
        LinkScores scored = links.scores(level);
        diverse = scored.diverse(record);
        loose = scored.loose(record);
        if (diverse == LinkScores.UNKNOWN) {
            scorer.copy(node, row);
            scorer.score(row, list, count, scores);
        } else {
            scored.read(record, scores, count);
        }
        if (diverse < 0) {
            Links.sort(list, scores, count);
            diverse = diversity.choose(list, scores, count, count);
            loose = diversity.loose();
        }
    }

    /** Places the newcomer among the others; one more than there is room for is left. */
    private void merge(int newcomer, float[] vector, float score, int count) {
        compare(vector, score);
        int own = partOf(score);
        for (int i = 0; i < count; i++) {
            parts[i] = partOf(i, score, own);
        }
        int first = gather(DIVERSE, 0, newcomer, score, own, count);
        int second = gather(LOOSE, first, newcomer, score, own, count);
        gather(OTHER, second, newcomer, score, own, count);
        diverse = first;
        loose = second - first;
    }

    /** The part of the list that the newcomer belongs to. */
    private int partOf(float score) {
        boolean needless = false;
        boolean looselyNeedless = false;
        for (int i = 0; i < diverse + loose; i++) {
            if (scores[i] >= score) {
                needless |= i < diverse && Diversity.excludes(between[i], scores[i], score);
                looselyNeedless |= diversity.excludesLoosely(between[i], scores[i], score);
            }
        }
        if (!needless) {
            return DIVERSE;
        }
        return looselyNeedless ? OTHER : LOOSE;
    }

    /** The part that a neighbour belongs to when the newcomer is there. */
    private int partOf(int i, float score, int own) {
        int part = i < diverse ? DIVERSE : i < diverse + loose ? LOOSE : OTHER;
        if (part == OTHER || own > part || scores[i] >= score) {
            return part;
        }
        if (diversity.excludesLoosely(between[i], score, scores[i])) {
            return OTHER;
        }
        return part == DIVERSE && Diversity.excludes(between[i], score, scores[i]) ? LOOSE : part;
    }

    /** Puts together a part of the merged list, and returns where it ends. */
    private int gather(int part, int from, int newcomer, float score, int own, int count) {
        int end = from;
        for (int i = 0; i < count; i++) {
            if (parts[i] == part) {
                end = insert(from, end, list[i], scores[i]);
            }
        }
        return own == part ? insert(from, end, newcomer, score) : end;
    }

    /**
     * Scores the newcomer with the neighbours of the first two parts. Many of them it has met; of the others estimates will do, but for those that
     * don't say for certain which of two scores is the higher.
     */
    private void compare(float[] vector, float score) {
        int unknown = 0;
        for (int i = 0; i < diverse + loose; i++) {
            between[i] = known.get(list[i]);
            if (Float.isNaN(between[i])) {
                unmet[unknown] = list[i];
                places[unknown++] = i;
            }
        }
        float deviation = unknown == 0 ? 0 : estimates.make(unmet, unknown, unmetScores);
        int uncertain = 0;
        for (int i = 0; i < unknown; i++) {
            int place = places[i];
            between[place] = unmetScores[i];
            if (deviation < 0 || uncertain(unmetScores[i], Math.min(score, scores[place]), CERTAIN * deviation)) {
                unmet[uncertain] = list[place];
                places[uncertain++] = place;
            }
        }
        if (uncertain > 0) {
            scorer.score(vector, unmet, uncertain, unmetScores);
            for (int i = 0; i < uncertain; i++) {
                between[places[i]] = unmetScores[i];
            }
        }
    }

    private boolean uncertain(float estimate, float farther, float error) {
        return Math.abs(estimate - farther) < error || Math.abs(estimate - diversity.farthest(farther)) < error;
    }

    /** Inserts into the part of the merged list from {@code from} to before {@code to}, which is sorted. */
    private int insert(int from, int to, int ordinal, float score) {
        int at = to;
        while (at > from && mergedScores[at - 1] < score) {
            merged[at] = merged[at - 1];
            mergedScores[at] = mergedScores[at - 1];
            at--;
        }
        merged[at] = ordinal;
        mergedScores[at] = score;
        return to + 1;
    }
}
