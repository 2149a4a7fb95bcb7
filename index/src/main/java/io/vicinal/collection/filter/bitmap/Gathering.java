package io.vicinal.collection.filter.bitmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/**
 * Puts many bitmaps and single ordinals together, at a cost of a few nanoseconds each whatever their order: one after the other into a
 * compressed bitmap would take ten times as long.
 */
final class Gathering {
    /**
     * The share of all documents from which on setting bits in plain words takes less time than sorting: the two meet at a thousandth,
     * with 100,000 documents as with 10 million.
     */
    private static final int SPARSE = 1_024;

    private final List<RoaringBitmap> bitmaps = new ArrayList<>();
    private final long @Nullable [] words;
    private int[] ordinals = new int[16];
    private int count;

    /**
     * Begins.
     *
     * @param expected about how many ordinals will come
     * @param limit one more than the highest of them
     */
    Gathering(long expected, int limit) {
        words = expected > limit / SPARSE ? new long[(limit >> 6) + 1] : null;
    }

    /** Adds a bitmap, which must stay as it is until all is put together. */
    void add(RoaringBitmap bitmap) {
        bitmaps.add(bitmap);
    }

    /** Adds ordinals from an array. */
    void add(int[] from, int start, int end) {
        long[] set = words;
        if (set != null) {
            for (int i = start; i < end; i++) {
                set[from[i] >> 6] |= 1L << from[i];
            }
            return;
        }
        int length = end - start;
        if (length > ordinals.length - count) {
            ordinals = Arrays.copyOf(ordinals, Math.max(2 * ordinals.length, count + length));
        }
        System.arraycopy(from, start, ordinals, count, length);
        count += length;
    }

    /** Returns everything that was added. */
    RoaringBitmap bitmap() {
        RoaringBitmap found = words != null ? BitSetUtil.bitmapOf(words) : sorted();
        if (!bitmaps.isEmpty()) {
            bitmaps.add(found);
            return FastAggregation.or(bitmaps.iterator());
        }
        return found;
    }

    private RoaringBitmap sorted() {
        int[] sorted = Arrays.copyOf(ordinals, count);
        Arrays.sort(sorted);
        return RoaringBitmap.bitmapOf(sorted);
    }
}
