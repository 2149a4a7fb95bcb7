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

    @Override
    public boolean remove(long key, int ordinal) {
        boolean there = key == this.key && ordinals.checkedRemove(ordinal);
        count -= there ? 1 : 0;
        return there;
    }

    @Override
    public boolean contains(long key, int ordinal) {
        return key == this.key && ordinals.contains(ordinal);
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
