package io.vicinal.collection.filter.bitmap;

import org.roaringbitmap.RoaringBitmap;

/** Documents with a number of a range, of which there are some but not all. Where they are most, the others are put together. */
record NumberMatches(NumberIndex index, NumberRange range, Bounds bounds) implements Matches {
    @Override
    public RoaringBitmap bitmap() {
        long count = bounds.atMost();
        long others = index.members().getLongCardinality() - count;
        if (count <= others) {
            return index.gather(range, count);
        }
        RoaringBitmap found = index.members().clone();
        if (range.first() > Long.MIN_VALUE) {
            found.andNot(index.gather(new NumberRange(Long.MIN_VALUE, range.first() - 1), others));
        }
        if (range.last() < Long.MAX_VALUE) {
            found.andNot(index.gather(new NumberRange(range.last() + 1, Long.MAX_VALUE), others));
        }
        return found;
    }
}
