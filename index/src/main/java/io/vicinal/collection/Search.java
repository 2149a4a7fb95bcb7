package io.vicinal.collection;

import io.vicinal.collection.store.Generation;
import io.vicinal.collection.store.Moment;
import io.vicinal.index.Hits;
import io.vicinal.index.IdSet;
import io.vicinal.index.Plan;
import io.vicinal.index.Query;
import io.vicinal.index.search.RowTail;
import io.vicinal.index.search.TopK;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Answers one request. */
final class Search {
    /** Candidates for each document wanted, where they shall differ from each other. */
    private static final int CHOICE = 4;

    private final Generation generation;
    private final SearchRequest request;
    private final Metric metric;
    private final float[] vector;
    private final int end;
    private final Moment moment;
    private final Shape shape;
    private @Nullable RoaringBitmap allowed;
    private long candidates;
    private long scored;
    private long compared;
    private Plan plan = Plan.SCAN;

    private Search(Generation generation, SearchRequest request) {
        this.generation = generation;
        this.request = request;
        this.metric = generation.vectors().metric();
        this.vector = ready(request.vector(), generation.vectors().dimension(), metric);
        // The end first: what is connected has been put before.
        int connected = generation.index().connected();
        this.moment = generation.now();
        this.end = Math.min(connected, moment.count());
        this.shape = request.shape();
    }

    private static float[] ready(float[] asked, int dimension, Metric metric) {
        double norm = VectorCheck.norm(asked, dimension, metric, "query");
        if (metric != Metric.COSINE) {
            return asked;
        }
        float[] ready = new float[asked.length];
        VectorCheck.normalise(asked, norm, ready, 0);
        return ready;
    }

    static SearchResult run(Generation generation, SearchRequest request) throws IOException {
        return new Search(generation, request).run();
    }

    private SearchResult run() throws IOException {
        long start = System.nanoTime();
        candidates = moment.live();
        if (request.filter().isPresent()) {
            allowed = generation.candidates(request.filter().get(), moment);
            candidates = allowed.getLongCardinality();
        }
        long filtered = System.nanoTime();
        int wanted =
                request.diversity() > 0 ? (int) Math.min(Integer.MAX_VALUE, (long) CHOICE * request.k()) : request.k();
        Hits hits = request.groupBy().isPresent()
                ? new Groups(generation, request.groupBy().get()).best(wanted, this::nearest)
                : nearest(wanted);
        if (request.diversity() > 0) {
            hits = new Diversity(generation.vectors().rows(), metric, request.diversity()).choose(hits, request.k());
        }
        long searched = System.nanoTime();
        List<SearchHit> found = new ArrayList<>(hits.size());
        for (int i = 0; i < hits.size(); i++) {
            found.add(new SearchHit(hits.score(i), shape.read(generation, (int) hits.id(i))));
        }
        long read = System.nanoTime();
        return new SearchResult(
                found,
                new Explanation(
                        plan,
                        moment.live(),
                        Math.min(candidates, moment.live()),
                        end,
                        scored,
                        compared,
                        filtered - start,
                        searched - filtered,
                        read - searched));
    }

    /** Finds rows, best first. */
    private Hits nearest(int k) {
        TopK best = new TopK();
        best.reset(Math.max(1, Math.min(k, moment.count())), request.minScore());
        if (end > 0) {
            Hits connected = connected(k);
            plan = connected.plan();
            scored += connected.scored();
            for (int i = 0; i < connected.size(); i++) {
                best.offer(connected.id(i), connected.score(i));
            }
        }
        if (end < moment.count()) {
            IdSet visible = allowed == null && moment.removals() == 0 ? null : rows(moment.count());
            VectorFile vectors = generation.vectors();
            long tail = new RowTail(vectors.verification())
                    .run(vector, metric, vectors.rows(), end, moment.count(), visible, request.threads(), best);
            scored += tail;
            compared += tail;
        }
        return best.drain(scored, plan);
    }

    private Hits connected(int k) {
        boolean ranged = request.minScore() > Float.NEGATIVE_INFINITY;
        Query query = Query.of(vector)
                .k(Math.min(k, end))
                .effort(ranged ? request.effort() : Math.max(request.effort(), k))
                .minScore(request.minScore())
                .threads(request.threads());
        boolean everything = allowed == null && moment.removals() == 0;
        return generation.index().search(everything ? query : query.filter(rows(end)), end);
    }

    private IdSet rows(int limit) {
        return allowed == null
                ? new RowSets.Visible(generation, moment, limit)
                : new RowSets.Allowed(generation, moment, allowed, candidates, limit);
    }
}
