package io.vicinal.collection.filter.bitmap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The ordinals of the documents that have one value: an array of a few, which takes a tenth of a bitmap, then a bitmap. */
final class Postings implements Matches {
    private static final int FEW = 16;

    /** In ascending order; the first {@link #count} are in use. */
    private int[] few = new int[1];

    private int count;
    private @Nullable RoaringBitmap many;

    /** Adds an ordinal and tells whether it is new. */
    boolean add(int ordinal) {
        if (many != null) {
            return many.checkedAdd(ordinal);
        }
        int at = Arrays.binarySearch(few, 0, count, ordinal);
        if (at >= 0) {
            return false;
        }
        if (count == FEW) {
            many = bitmap();
            few = new int[0];
            count = 0;
            return many.checkedAdd(ordinal);
        }
        if (count == few.length) {
            few = Arrays.copyOf(few, Math.min(FEW, 2 * count));
        }
        int place = -at - 1;
        System.arraycopy(few, place, few, place + 1, count - place);
        few[place] = ordinal;
        count++;
        return true;
    }

    /** Removes an ordinal and tells whether it was there. */
    boolean remove(int ordinal) {
        if (many != null) {
            return many.checkedRemove(ordinal);
        }
        int at = Arrays.binarySearch(few, 0, count, ordinal);
        if (at < 0) {
            return false;
        }
        System.arraycopy(few, at + 1, few, at, count - at - 1);
        count--;
        return true;
    }

    boolean contains(int ordinal) {
        return many != null ? many.contains(ordinal) : Arrays.binarySearch(few, 0, count, ordinal) >= 0;
    }

    boolean isEmpty() {
        return many != null ? many.isEmpty() : count == 0;
    }

    long count() {
        return many != null ? many.getLongCardinality() : count;
    }

    void gather(Gathering gathering) {
        if (many != null) {
            gathering.add(many);
        } else {
            gathering.add(few, 0, count);
        }
    }

    @Override
    public Bounds bounds() {
        return Bounds.exactly(count());
    }

    @Override
    public RoaringBitmap bitmap() {
        return many != null ? many.clone() : RoaringBitmap.bitmapOf(Arrays.copyOf(few, count));
    }

    @Override
    public void addTo(RoaringBitmap found) {
        found.or(many != null ? many : bitmap());
    }

    @Override
    public void restrict(RoaringBitmap found) {
        found.and(many != null ? many : bitmap());
    }

    @Override
    public void removeFrom(RoaringBitmap found) {
        found.andNot(many != null ? many : bitmap());
    }
}
