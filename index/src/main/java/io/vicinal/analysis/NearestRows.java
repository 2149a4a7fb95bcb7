package io.vicinal.analysis;

import io.vicinal.index.Hits;
import io.vicinal.index.Plan;
import io.vicinal.index.search.TopK;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;
import io.vicinal.storage.VectorRows;

/** Compares queries with all rows, one after the other, in memory that is used again. For one thread. */
final class NearestRows {
    private final Vectors vectors;
    private final float[] query;
    private final float[] scores;
    private final TopK best = new TopK();

    NearestRows(Vectors vectors) {
        this.vectors = vectors;
        this.query = new float[vectors.dimension()];
        this.scores = new float[vectors.size()];
    }

    /** Finds the nearest rows, whose numbers are the ids, to a vector, which a refusal calls by the name. */
    Hits find(float[] vector, String name, int k) {
        double norm = VectorCheck.norm(vector, query.length, vectors.metric(), name);
        if (vectors.metric() == Metric.COSINE) {
            VectorCheck.normalise(vector, norm, query, 0);
        } else {
            System.arraycopy(vector, 0, query, 0, query.length);
        }
        compare();
        best.reset(k, Float.NEGATIVE_INFINITY);
        for (int row = 0; row < scores.length; row++) {
            best.offer(row, scores[row]);
        }
        return best.drain(scores.length, Plan.SCAN);
    }

    private void compare() {
        VectorRows rows = vectors.rows();
        if (vectors.metric() == Metric.EUCLIDEAN) {
            Kernels.squaredEuclidean(
                    query, 1, query.length, rows.segment(), rows.offset(0), rows.stride(), scores.length, scores);
            for (int row = 0; row < scores.length; row++) {
                scores[row] = -scores[row];
            }
        } else {
            Kernels.dot(query, 1, query.length, rows.segment(), rows.offset(0), rows.stride(), scores.length, scores);
        }
    }
}
