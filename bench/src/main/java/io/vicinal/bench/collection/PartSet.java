package io.vicinal.bench.collection;

import io.vicinal.index.IdSet;
import java.util.function.LongConsumer;
import org.roaringbitmap.RoaringBitmap;

/** The rows of the first parts, with a number of them that need not be true: it makes an engine choose another plan. */
final class PartSet implements IdSet {
    private final RoaringBitmap rows = new RoaringBitmap();
    private final long saidCount;

    PartSet(int[] parts, int below, long saidCount) {
        for (int row = 0; row < parts.length; row++) {
            if (parts[row] < below) {
                rows.add(row);
            }
        }
        rows.runOptimize();
        this.saidCount = saidCount;
    }

    @Override
    public boolean contains(long row) {
        return rows.contains((int) row);
    }

    @Override
    public long count() {
        return saidCount;
    }

    @Override
    public void forEach(LongConsumer action) {
        rows.forEach((int row) -> action.accept(row));
    }
}
