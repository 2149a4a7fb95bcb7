package io.vicinal.index.hnsw;

import io.vicinal.encoding.EncodedQuery;
import io.vicinal.index.codes.CodeView;
import io.vicinal.index.codes.RowCodes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares a vector with the codes of rows. For one thread at a time. */
final class CodeScorer {
    private final Coding coding;
    private @Nullable RowCodes codes;
    private @Nullable EncodedQuery query;
    private @Nullable CodeView view;

    CodeScorer(Coding coding) {
        this.coding = coding;
    }

    /** Tells whether there are codes, which is so from then on. */
    boolean hasCodes() {
        return coding.codes() != null;
    }

    /** Sets out for a vector, at length 1 under cosine; there are codes. */
    void towards(float[] vector) {
        RowCodes current = Objects.requireNonNull(coding.codes());
        EncodedQuery known = query;
        if (known == null || codes != current) {
            known = current.newQuery();
            query = known;
            codes = current;
        }
        view = current.view();
        known.set(vector);
    }

    /** Takes a fresh view: codes lie elsewhere after some changes. */
    void refresh() {
        view = Objects.requireNonNull(codes).view();
    }

    /** How many rows have a place in view. */
    int capacity() {
        return view().capacity();
    }

    private CodeView view() {
        return Objects.requireNonNull(view);
    }

    /** Estimates scores from codes alone. */
    void estimate(int[] ordinals, int count, float[] scores) {
        Objects.requireNonNull(query).screen(view().codes(), ordinals, count, Float.NEGATIVE_INFINITY, scores);
    }

    /** Estimates scores from codes alone, and keeps the rows that promise more than a bound; returns how many they are. */
    int screen(int[] ordinals, int count, float bound, float[] scores) {
        return Objects.requireNonNull(query).screen(view().codes(), ordinals, count, bound, scores);
    }

    /** Estimates the scores of the rows kept as well as can be. */
    void refine(int[] ordinals, int kept, float[] scores) {
        CodeView current = view();
        Objects.requireNonNull(query).refine(current.codes(), current.details(), ordinals, kept, scores);
    }

    /** How far an estimate from a code alone is off, as a standard deviation. */
    float screenDeviation(int ordinal) {
        return Objects.requireNonNull(query).screenDeviation(view().codes(), ordinal);
    }

    /** How far the estimate of a row is off, as a standard deviation. */
    float deviation(int ordinal) {
        CodeView current = view();
        return Objects.requireNonNull(query).deviation(current.codes(), current.details(), ordinal);
    }
}
