package io.vicinal.collection.filter.bitmap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The ordinals of the documents that have one value: an array of a few, which takes a tenth of a bitmap, then a bitmap. */
final class Postings implements Matches {
    private static final int FEW = SavedDocuments.FEW;

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

    void write(SectionOutput section) {
        if (many != null) {
            SavedDocuments.write(many, section);
        } else {
            SavedDocuments.write(few, count, section);
        }
    }

    /** Reads at least one ordinal, all below a limit. */
    static Postings read(SectionInput section, int limit) {
        long at = section.offset();
        Postings postings = new Postings();
        int count = section.integer();
        if (count <= 0) {
            throw section.corrupt(at, "a text must have documents but has " + count);
        }
        if (count > FEW) {
            postings.many = SavedDocuments.read(section, count, limit);
            postings.few = new int[0];
        } else {
            postings.few = SavedDocuments.readFew(section, count, limit);
            postings.count = count;
        }
        return postings;
    }

    /** Returns the highest ordinal, of which there must be one. */
    int last() {
        return many != null ? many.last() : few[count - 1];
    }

    long heapBytes() {
        return Heap.OBJECT + Heap.array(Integer.BYTES, few.length) + (many != null ? Heap.bitmap(many) : 0);
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
