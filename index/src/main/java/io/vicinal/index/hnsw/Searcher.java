package io.vicinal.index.hnsw;

import io.vicinal.index.Hits;
import io.vicinal.index.Plan;
import io.vicinal.index.Query;
import io.vicinal.index.search.TopK;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;
import org.jspecify.annotations.Nullable;

/** Answers queries, one at a time. It is used again and again, so that a search allocates nothing but its answer. */
final class Searcher implements Traversal.Judge {
    /** Standard deviations by which a row's score may exceed its estimate: one hit in two thousand is lost by it. */
    private static final float MARGIN = 2.5f;

    private final Graph graph;
    private final RowStates states;
    private final Metric metric;
    private final Traversal traversal;
    private final RowScan scan;
    private final FilterPlanner planner;
    private final Guard guard;
    private final Rerank rerank;
    private final Beam beam;
    private final TopK best = new TopK();
    private final float[] vector;
    private long change;
    private long searches;
    private boolean byCodes;
    private @Nullable Query query;

    Searcher(Content content) {
        this.graph = content.graph();
        this.states = content.states();
        this.metric = content.spec().metric();
        this.traversal = new Traversal(content);
        this.guard = content.coding().guard();
        this.planner = new FilterPlanner(content.spec().dimension(), graph.maxDegree());
        this.rerank = new Rerank(content, traversal.scorer());
        this.scan = new RowScan(content, traversal.scorer());
        this.beam = new Beam(metric);
        this.vector = new float[content.spec().dimension()];
    }

    /** Answers a query that has been checked and has this norm. */
    Hits search(Query asked, double norm) {
        // The number before the entry: what was there then can be reached from the entry of now.
        return search(asked, norm, states.latest());
    }

    /** Answers a query with what was there after a change. */
    Hits search(Query asked, double norm, long asOf) {
        change = asOf;
        long entry = graph.entry();
        best.reset(asked.k(), asked.minScore());
        if (entry == Graph.EMPTY) {
            return best.drain(0, Plan.SCAN);
        }
        if (metric == Metric.COSINE) {
            VectorCheck.normalise(asked.vector(), norm, vector, 0);
        } else {
            System.arraycopy(asked.vector(), 0, vector, 0, vector.length);
        }
        query = asked.filtered() ? asked : null;
        Hits hits = search(asked, entry, guard.trusts());
        if (byCodes && hits.plan() != Plan.SCAN && hits.plan() != Plan.ALLOWED_SCAN && !Beam.ranged(asked)) {
            searches++;
            if (guard.due(searches, vector)) {
                best.reset(asked.k(), asked.minScore());
                Hits exact = search(asked, entry, false);
                return guard.missed(hits, exact) > 0 ? exact : hits;
            }
        }
        return hits;
    }

    private Hits search(Query asked, long entry, boolean trusted) {
        byCodes = traversal.towards(vector, trusted);
        int rows = states.limit(traversal.scorer().count(), change);
        Plan plan = planner.plan(asked, change, states, rows, traversal.cost());
        if ((plan == Plan.GRAPH || plan == Plan.GRAPH_ALLOWED) && traverse(asked, entry, plan)) {
            return best.drain(traversal.scored() + (byCodes ? rerank.scored() : 0), plan);
        }
        long scanned = scan.run(vector, asked, change, best);
        return best.drain(traversal.scored() + scanned, asked.filtered() ? Plan.ALLOWED_SCAN : Plan.SCAN);
    }

    /** Looks in the graph; false if that was given up, since comparing all rows that are allowed is cheaper after all. */
    private boolean traverse(Query asked, long entry, Plan plan) {
        int start = traversal.descend(entry, 0);
        float deviation = traversal.deviation(start);
        float margin = MARGIN * deviation;
        Pool pool = traversal.pool();
        int wanted = beam.reset(pool, asked, asked.minScore() - margin, deviation, byCodes ? guard.width() : 1);
        boolean done = plan == Plan.GRAPH
                ? traversal.explore(0, start, this, planner.scan())
                : traversal.exploreAllowed(start, this, planner.scan(), planner.asked());
        if (!done || pool.counted() < wanted) {
            return false;
        }
        if (byCodes) {
            rerank.run(vector, pool, margin, best);
        } else {
            offerAll(pool);
        }
        return true;
    }

    private void offerAll(Pool pool) {
        for (int i = 0; i < pool.size() && pool.score(i) >= best.bound(); i++) {
            if (pool.counts(i)) {
                // Zero is added, so that no score is -0.0.
                best.offer(states.id(pool.ordinal(i)), 0 + pool.score(i));
            }
        }
    }

    @Override
    public boolean everythingCounts() {
        return query == null && states.allThere(change);
    }

    @Override
    public boolean counts(int ordinal) {
        Query asked = query;
        return states.there(ordinal, change) && (asked == null || asked.allows(states.id(ordinal)));
    }
}
