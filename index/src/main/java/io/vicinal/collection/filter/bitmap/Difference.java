package io.vicinal.collection.filter.bitmap;

import org.roaringbitmap.RoaringBitmap;

/** What some do not match out of a bitmap of the index that holds them all. */
record Difference(RoaringBitmap all, Matches without) implements Matches {
    @Override
    public Bounds bounds() {
        long count = all.getLongCardinality();
        Bounds bounds = without.bounds();
        return new Bounds(count - bounds.atMost(), count - bounds.atLeast());
    }

    @Override
    public RoaringBitmap bitmap() {
        RoaringBitmap found = all.clone();
        without.removeFrom(found);
        return found;
    }

    @Override
    public void restrict(RoaringBitmap found) {
        found.and(all);
        if (!found.isEmpty()) {
            without.removeFrom(found);
        }
    }
}
