package io.vicinal.index.hnsw;

import io.vicinal.index.rows.RowStore;
import io.vicinal.index.rows.RowView;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;

/** Compares a vector with rows by their ordinals, many at once. For one thread at a time. */
final class RowScorer {
    private final RowStore store;
    private final boolean distances;
    private RowView view;
    private long[] offsets = new long[64];

    RowScorer(Content content) {
        this.store = content.store();
        this.distances = content.spec().metric() == Metric.EUCLIDEAN;
        this.view = store.view();
    }

    /** Takes a fresh view: rows lie elsewhere after some changes. */
    void refresh() {
        view = store.view();
    }

    /** The number of rows in view. */
    int count() {
        return view.rows().count();
    }

    /** Scores rows in view; larger is closer. The vector is at length 1 under cosine. */
    void score(float[] vector, int[] ordinals, int count, float[] scores) {
        view.verify(ordinals, count);
        VectorRows rows = view.rows();
        if (offsets.length < count) {
            offsets = new long[ordinals.length];
        }
        for (int i = 0; i < count; i++) {
            offsets[i] = rows.offset(ordinals[i]);
        }
        if (distances) {
            Kernels.squaredEuclidean(vector, rows.segment(), offsets, count, scores);
            for (int i = 0; i < count; i++) {
                scores[i] = -scores[i];
            }
        } else {
            Kernels.dot(vector, rows.segment(), offsets, count, scores);
            float[] inverseNorms = view.inverseNorms();
            if (inverseNorms != null) {
                for (int i = 0; i < count; i++) {
                    scores[i] *= inverseNorms[ordinals[i]];
                }
            }
        }
    }

    /** Copies a row, under cosine at length 1. */
    void copy(int ordinal, float[] destination) {
        store.copy(ordinal, destination);
    }
}
