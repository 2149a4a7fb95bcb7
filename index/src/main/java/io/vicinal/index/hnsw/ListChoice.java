package io.vicinal.index.hnsw;

import java.util.Arrays;

/** Chooses the neighbours of one node after the other on a level, and writes their lists. For one thread. */
final class ListChoice {
    private final Links links;
    private final int level;
    private final int degree;
    private final RowScorer scorer;
    private final Diversity diversity;
    private final float[] vector;
    private final int[] known;
    private final float[] knownScores;
    private int[] list = new int[256];
    private float[] scores = new float[256];
    private int count;

    ListChoice(Content content, Links links, int level) {
        this.links = links;
        this.level = level;
        this.degree = links.graph().table(level).degree();
        this.scorer = new RowScorer(content);
        this.diversity = new Diversity(scorer, content.spec());
        this.vector = new float[content.spec().dimension()];
        this.known = new int[links.graph().maxDegree()];
        this.knownScores = new float[known.length];
    }

    /** Begins with no candidates. */
    void clear() {
        count = 0;
    }

    /** Takes a candidate. */
    void add(int candidate, float score) {
        if (count == list.length) {
            list = Arrays.copyOf(list, 2 * count);
            scores = Arrays.copyOf(scores, 2 * count);
        }
        list[count] = candidate;
        scores[count++] = score;
    }

    /** Takes those on the list of a node on a level, with the scores they are known to have; they are candidates no more than once. */
    void addList(int node, int ofLevel) {
        int record = links.graph().record(node, ofLevel);
        int length = links.graph().table(ofLevel).read(record, known);
        links.scores(ofLevel).read(record, knownScores, length);
        int before = count;
        for (int i = 0; i < length; i++) {
            if (!Links.contains(list, before, known[i])) {
                add(known[i], knownScores[i]);
            }
        }
    }

    boolean contains(int candidate) {
        return Links.contains(list, count, candidate);
    }

    /** Scores the candidates with a node. */
    void score(int node) {
        scorer.copy(node, vector);
        scorer.score(vector, list, count, scores);
    }

    /** Chooses for a node among its candidates, and writes its list: of those that are not diverse, none beyond the nearest few. */
    void write(int node, int nearest) {
        Links.sort(list, scores, count);
        float farthest = scores[Math.max(0, Math.min(nearest, count) - 1)];
        int diverse = diversity.choose(list, scores, count, degree, nearest);
        int kept = Math.min(count, degree);
        while (kept > diverse + diversity.loose() && scores[kept - 1] < farthest) {
            kept--;
        }
        links.write(node, level, list, scores, kept, diverse, diversity.loose());
    }
}
