package io.vicinal.analysis;

import io.vicinal.collection.Collection;
import io.vicinal.collection.SearchHit;
import io.vicinal.collection.SearchRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recommends documents by others that somebody likes or dislikes.
 *
 * <p>A document is as good as it is near to the nearest of what is liked, and a little better if others of these are about as near: several tastes of one
 * person do not blur into one. Its score to the nearest disliked one, times the aversion, is taken away, and a document that is nearer to something
 * disliked than to anything liked is left out. What is liked, disliked or seen is never recommended.
 *
 * <p>Safe for use by several threads.
 */
public final class Recommender {
    /** As many searches are made at most; the farthest apart of more liked ones are asked. */
    private static final int MOST_SEARCHES = 32;

    /** Candidates for each document wanted. */
    private static final int CHOICE = 4;

    private static final int FEWEST_CANDIDATES = 50;

    private final Collection collection;

    private Recommender(Collection collection) {
        this.collection = collection;
    }

    /**
     * Recommends documents of a collection.
     *
     * @param collection where they are; stays the caller's
     * @return the recommender
     */
    public static Recommender of(Collection collection) {
        return new Recommender(collection);
    }

    /**
     * Recommends documents.
     *
     * @param taste what is liked, and how many are wanted
     * @return the documents, best first; with diversity in the order chosen; fewer than wanted if there are no more
     * @throws IllegalArgumentException if nothing is liked, there is no document with an id that is liked or disliked, or a vector is refused
     */
    public List<Recommendation> recommend(Taste taste) {
        Liking liking = Liking.of(taste, collection);
        Set<String> known = new HashSet<>(taste.seen());
        known.addAll(taste.liked());
        known.addAll(taste.disliked());
        List<Candidate> candidates = candidates(taste, liking, known);
        float[] scores = new float[candidates.size()];
        float[][] vectors = new float[scores.length][];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = candidates.get(i).recommendation().score();
            vectors[i] = candidates.get(i).vector();
        }
        MarginalRelevance order = new MarginalRelevance(collection.spec().metric(), scores, vectors, taste.diversity());
        List<Recommendation> chosen = new ArrayList<>();
        for (int next = order.next(); next >= 0 && chosen.size() < taste.k(); next = order.next()) {
            order.take(next);
            chosen.add(candidates.get(next).recommendation());
        }
        return chosen;
    }

    private record Candidate(
            Recommendation recommendation,
            @SuppressWarnings("ArrayRecordComponent") float[] vector) {}

    /** Searches again for twice as many where too many of the nearest are known already. */
    private List<Candidate> candidates(Taste taste, Liking liking, Set<String> known) {
        int wanted = Math.max(FEWEST_CANDIDATES, CHOICE * taste.k());
        int size = collection.size();
        for (int k = Math.min(wanted, size); ; k = (int) Math.min(2L * k, size)) {
            List<Candidate> candidates = fitting(taste, liking, known, k);
            if (candidates.size() >= wanted || k >= size) {
                return candidates;
            }
        }
    }

    private List<Candidate> fitting(Taste taste, Liking liking, Set<String> known, int k) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (float[] vector : liking.farthestApart(MOST_SEARCHES)) {
            for (SearchHit hit : search(vector, taste, Math.max(1, k))) {
                String id = hit.document().id();
                if (!known.contains(id) && !candidates.containsKey(id)) {
                    float[] its = hit.document().vector().orElseThrow();
                    liking.recommend(hit.document(), its, taste.aversion())
                            .ifPresent(recommendation -> candidates.put(id, new Candidate(recommendation, its)));
                }
            }
        }
        List<Candidate> best = new ArrayList<>(candidates.values());
        best.sort(Comparator.comparingDouble(
                        (Candidate candidate) -> -candidate.recommendation().score())
                .thenComparing(
                        candidate -> candidate.recommendation().document().id()));
        return best;
    }

    private List<SearchHit> search(float[] vector, Taste taste, int k) {
        SearchRequest request =
                SearchRequest.of(vector).k(k).effort(Math.max(64, k)).withVectors(true);
        return collection
                .search(taste.filter().map(request::filter).orElse(request))
                .hits();
    }
}
