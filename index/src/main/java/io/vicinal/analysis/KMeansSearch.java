package io.vicinal.analysis;

import io.vicinal.analysis.kmeans.KMeans;
import io.vicinal.analysis.kmeans.Space;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for clusters by k-means from several starts, and for the number of clusters if it is not given: the knee of the curve of spread over numbers, the
 * point farthest below the line between its ends. Up to there each cluster more brings much, from there on little. First numbers each about a fifth above
 * the one before are tried, and then some around the knee, all on a sample of the rows.
 */
final class KMeansSearch {
    /** Rows on which numbers of clusters are tried. */
    private static final int TRIED = 10_000;

    private static final int MOST_CLUSTERS = 256;
    private static final double STEP = 1.2;

    /** Numbers around the best that are tried as well. */
    private static final int AROUND = 8;

    private final Vectors vectors;
    private final KMeansSettings settings;
    private final AnalysisProgress progress;

    KMeansSearch(Vectors vectors, KMeansSettings settings, AnalysisProgress progress) {
        this.vectors = vectors;
        this.settings = settings;
        this.progress = progress;
    }

    Clusters run() {
        List<CurvePoint> curve = settings.clusters() == KMeansSettings.CHOSEN ? curve() : List.of();
        int count = curve.isEmpty() ? settings.clusters() : knee(curve).clusters();
        KMeans best = best(Clusters.space(vectors), count, progress);
        return Gathering.clusters(vectors, best.clusters(), curve);
    }

    /** From several starts, the one after which rows are nearest to their centres; among equals the first. */
    private KMeans best(Space space, int count, AnalysisProgress listener) {
        long total = (long) settings.starts() * settings.iterations();
        KMeans best = from(0, space, count, listener);
        for (int start = 1; start < settings.starts(); start++) {
            KMeans found = from(start, space, count, listener);
            if (found.meanScore() > best.meanScore()) {
                best = found;
            }
        }
        listener.report(total, total);
        return best;
    }

    private KMeans from(int start, Space space, int count, AnalysisProgress listener) {
        long total = (long) settings.starts() * settings.iterations();
        long before = (long) start * settings.iterations();
        return KMeans.run(
                space,
                count,
                settings.iterations(),
                settings.seed() + start,
                iteration -> listener.report(before + iteration, total));
    }

    private List<CurvePoint> curve() {
        try (Vectors sample = vectors.sample(TRIED)) {
            Space space = Clusters.space(sample);
            int most = Math.clamp(sample.size() / 2, 1, MOST_CLUSTERS);
            Map<Integer, CurvePoint> curve = new TreeMap<>();
            for (double clusters = 1; clusters <= most; clusters = Math.max(clusters + 1, clusters * STEP)) {
                add(curve, space, (int) clusters);
            }
            around(curve, space);
            return List.copyOf(curve.values());
        }
    }

    private void around(Map<Integer, CurvePoint> curve, Space space) {
        List<Integer> tried = new ArrayList<>(curve.keySet());
        int at = tried.indexOf(knee(curve.values()).clusters());
        int low = tried.get(Math.max(0, at - 1));
        int high = tried.get(Math.min(tried.size() - 1, at + 1));
        int step = Math.max(1, (high - low) / AROUND);
        for (int clusters = low + step; clusters < high; clusters += step) {
            if (!curve.containsKey(clusters)) {
                add(curve, space, clusters);
            }
        }
    }

    private void add(Map<Integer, CurvePoint> curve, Space space, int clusters) {
        curve.put(
                clusters,
                new CurvePoint(
                        clusters, best(space, clusters, AnalysisProgress.NONE).spread()));
    }

    /** The point farthest below the line from the first to the last; the first where there is no such point. */
    private static CurvePoint knee(Collection<CurvePoint> curve) {
        List<CurvePoint> points = List.copyOf(curve);
        CurvePoint first = points.getFirst();
        CurvePoint last = points.getLast();
        double slope = (last.spread() - first.spread()) / Math.max(1, last.clusters() - first.clusters());
        CurvePoint knee = first;
        double deepest = 0;
        for (CurvePoint point : points) {
            double line = first.spread() + slope * (point.clusters() - first.clusters());
            if (line - point.spread() > deepest) {
                deepest = line - point.spread();
                knee = point;
            }
        }
        return knee;
    }
}
