package io.vicinal.collection.filter.bitmap;

import org.roaringbitmap.RoaringBitmap;

/** One number that many documents have. */
final class SameNumber implements Leaf {
    private final long key;
    private final RoaringBitmap ordinals;
    private int count;

    /** Takes over the documents that have a number. */
    SameNumber(long key, RoaringBitmap ordinals) {
        this.key = key;
        this.ordinals = ordinals;
        this.count = ordinals.getCardinality();
    }

    long key() {
        return key;
    }

    void add(int ordinal) {
        count += ordinals.checkedAdd(ordinal) ? 1 : 0;
    }

    void write(SectionOutput section) {
        section.put(key);
        SavedDocuments.write(ordinals, section);
    }

    /** Reads a number with at least one document, all below a limit. */
    static SameNumber read(SectionInput section, int limit) {
        long at = section.offset();
        SameNumber same = new SameNumber(section.number(), SavedDocuments.read(section, limit));
        if (same.count == 0) {
            throw section.corrupt(at, "number %d must have documents but has none".formatted(same.key));
        }
        return same;
    }

    @Override
    public long heapBytes() {
        return Heap.OBJECT + Heap.bitmap(ordinals);
    }

    @Override
    public long least() {
        return key;
    }

    @Override
    public long greatest() {
        return key;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int count(NumberRange range) {
        return within(range) ? count : 0;
    }

    @Override
    public void gather(NumberRange range, Gathering gathering) {
        if (within(range)) {
            gathering.add(ordinals);
        }
    }

    private boolean within(NumberRange range) {
        return range.first() <= key && key <= range.last();
    }
}
