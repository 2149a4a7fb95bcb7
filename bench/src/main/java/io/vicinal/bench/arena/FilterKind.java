package io.vicinal.bench.arena;

import io.vicinal.bench.contender.RowFilter;
import io.vicinal.bench.contender.RowFilters;
import io.vicinal.storage.VectorRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** How the rows that a query may find lie to it. */
enum FilterKind {
    /** Everywhere. */
    RANDOM,
    /** Rather close to the query: those about as close to a landmark, a row drawn once, as the query is. */
    CORRELATED;

    private static final long SEED = 20_261_121;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Makes a filter for each query that allows this part of the rows. */
    RowFilters filters(Judge judge, double selectivity) {
        int rows = judge.base().count();
        int allowed = (int) Math.max(1, Math.round(selectivity * rows));
        double[] places = this == RANDOM ? randomPlaces(rows) : closeness(judge.base());
        int[] ranks = ranks(places);
        double[] sorted = places.clone();
        Arrays.sort(sorted);
        List<RowFilter> filters = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (float[] query : judge.queries()) {
            int middle =
                    this == RANDOM ? random.nextInt(rows) : place(sorted, closeness(query, landmark(judge.base())));
            int from = Math.clamp(middle - allowed / 2L, 0, rows - allowed);
            filters.add(new RowFilter(ranks, from, from + allowed));
        }
        return new RowFilters(filters);
    }

    private static double[] randomPlaces(int rows) {
        return new SplittableRandom(SEED).doubles(rows).toArray();
    }

    private static float[] landmark(VectorRows base) {
        float[] landmark = new float[base.dimension()];
        base.copy(new SplittableRandom(SEED).nextInt(base.count()), landmark);
        return landmark;
    }

    private static double[] closeness(VectorRows base) {
        float[] landmark = landmark(base);
        float[] row = new float[base.dimension()];
        double[] closeness = new double[base.count()];
        for (int i = 0; i < closeness.length; i++) {
            base.copy(i, row);
            closeness[i] = closeness(row, landmark);
        }
        return closeness;
    }

    private static double closeness(float[] vector, float[] landmark) {
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            double difference = (double) vector[i] - landmark[i];
            squares += difference * difference;
        }
        return -squares;
    }

    private static int place(double[] sorted, double value) {
        int place = Arrays.binarySearch(sorted, value);
        return place < 0 ? -place - 1 : place;
    }

    private static int[] ranks(double[] places) {
        Integer[] order = new Integer[places.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(places[a], places[b]));
        int[] ranks = new int[places.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }
}
