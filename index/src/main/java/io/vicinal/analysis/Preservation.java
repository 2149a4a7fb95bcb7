package io.vicinal.analysis;

import io.vicinal.index.Hits;
import io.vicinal.index.Plan;
import io.vicinal.index.search.TopK;

/** How many neighbours of a space are neighbours in a picture of it too. */
final class Preservation {
    private Preservation() {}

    /** Looks at rows at equal distances; places are x and y of each row. */
    static double of(float[] places, KnnGraph nearest, int sample) {
        int step = Math.max(1, nearest.size() / sample);
        long all = 0;
        long found = 0;
        TopK best = new TopK();
        for (int row = 0; row < nearest.size(); row += step) {
            int count = 0;
            while (count < nearest.k() && nearest.neighbour(row, count) >= 0) {
                count++;
            }
            if (count > 0) {
                all += count;
                found += kept(places, nearest, row, count, best);
            }
        }
        return all == 0 ? 1 : (double) found / all;
    }

    private static int kept(float[] places, KnnGraph nearest, int row, int count, TopK best) {
        best.reset(count, Float.NEGATIVE_INFINITY);
        for (int other = 0; other < nearest.size(); other++) {
            if (other != row) {
                float dx = places[2 * other] - places[2 * row];
                float dy = places[2 * other + 1] - places[2 * row + 1];
                best.offer(other, -(dx * dx + dy * dy));
            }
        }
        Hits hits = best.drain(nearest.size(), Plan.SCAN);
        int kept = 0;
        for (int i = 0; i < hits.size(); i++) {
            for (int rank = 0; rank < count; rank++) {
                kept += nearest.neighbour(row, rank) == hits.id(i) ? 1 : 0;
            }
        }
        return kept;
    }
}
