package io.vicinal.index.hnswlib;

import com.github.jelmerk.hnswlib.core.SearchResult;
import io.vicinal.index.Hits;
import io.vicinal.index.IdSet;
import io.vicinal.index.Plan;
import io.vicinal.index.Query;
import io.vicinal.index.rows.IdRows;
import io.vicinal.index.search.AllowedScan;
import io.vicinal.index.search.TopK;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;
import java.util.List;

/**
 * Answers one query. The library knows neither filters nor removed rows, so more points are fetched from the graph than wanted: as
 * many as should leave {@code effort} that are live and allowed. Where that is dearer than comparing each allowed row, or after
 * all leaves fewer than k, the allowed rows are compared one and all, and the answer is exact.
 */
final class GraphSearch {
    /** Rows that are tried to find out how many a filter allows: a share of 1 % is then seen within half of a percent. */
    private static final int SAMPLE = 512;

    /** Comparisons in a scan that take as long as one in the graph, which waits for memory and makes objects. */
    private static final int GRAPH_COST = 3;

    /** Rows that a filter is asked about, or ids that are looked up, in the time of a comparison. */
    private static final int ASKED_PER_COMPARISON = 16;

    /** How many times more are fetched where too few were left, since a filter that correlates with the vectors goes on to. */
    private static final int GROWTH = 4;

    private final Query query;
    private final QueryPoint point;
    private final IdRows rows;
    private final Graph graph;
    private final Metric metric;
    private final TopK best = new TopK();

    GraphSearch(Query query, double norm, IdRows rows, Graph graph, Metric metric) {
        this.query = query;
        this.point = new QueryPoint(ready(query.vector(), norm, metric));
        this.rows = rows;
        this.graph = graph;
        this.metric = metric;
    }

    private static float[] ready(float[] vector, double norm, Metric metric) {
        if (metric != Metric.COSINE) {
            return vector;
        }
        float[] normalised = new float[vector.length];
        VectorCheck.normalise(vector, norm, normalised, 0);
        return normalised;
    }

    Hits run() {
        double allowed = allowed();
        double scan = allowed + (double) AllowedScan.steps(query, rows) / ASKED_PER_COMPARISON;
        double fetch = Math.max(query.k(), query.effort()) * (graph.points() / allowed);
        while (fetch * graph.settings().connections() * GRAPH_COST < scan) {
            int wanted = (int) Math.ceil(fetch);
            List<SearchResult<Point, Float>> found = graph.nearest(point, wanted);
            if (enough(found)) {
                return best.drain(point.scored(), Plan.GRAPH);
            }
            fetch = found.size() < wanted ? Double.POSITIVE_INFINITY : fetch * GROWTH;
        }
        best.reset(query.k(), query.minScore());
        long scanned = new AllowedScan().run(point.components(), query, rows, metric, best);
        return best.drain(point.scored() + scanned, query.filtered() ? Plan.ALLOWED_SCAN : Plan.SCAN);
    }

    /** Keeps the best of what was found; false if there may be more that belong into the answer. */
    private boolean enough(List<SearchResult<Point, Float>> found) {
        best.reset(query.k(), query.minScore());
        float score = Float.POSITIVE_INFINITY;
        for (SearchResult<Point, Float> result : found) {
            int ordinal = result.item().ordinal();
            // Zero minus, since minus zero would be a score of -0.0.
            score = 0 - result.distance();
            if (score >= best.bound() && rows.live(ordinal) && query.allows(rows.id(ordinal))) {
                best.offer(rows.id(ordinal), score);
            }
        }
        return best.size() == query.k() || score < query.minScore();
    }

    /** Estimates how many live rows the filter allows. A set may hold ids that are not in the index, so it says how many at most. */
    private double allowed() {
        IdSet ids = query.allowedIds();
        return ids == null ? rows.size() * share() : Math.min(ids.count(), rows.size());
    }

    /** Estimates the share of the live rows that the filter allows, at rows scattered so that no filter by number beats with them. */
    private double share() {
        if (!query.filtered() || rows.count() == 0) {
            return 1;
        }
        int tried = 0;
        int allowed = 0;
        for (int i = 1; i <= SAMPLE; i++) {
            long fraction = (i * 0x9E3779B97F4A7C15L) >>> 32;
            int ordinal = (int) ((fraction * rows.count()) >>> 32);
            if (rows.live(ordinal)) {
                tried++;
                allowed += query.allows(rows.id(ordinal)) ? 1 : 0;
            }
        }
        return tried == 0 ? 1 : (double) allowed / tried;
    }
}
