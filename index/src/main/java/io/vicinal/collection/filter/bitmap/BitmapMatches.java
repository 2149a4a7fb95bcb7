package io.vicinal.collection.filter.bitmap;

import org.roaringbitmap.RoaringBitmap;

/** What stands in a bitmap of the index, which is copied only for who keeps it. */
record BitmapMatches(RoaringBitmap shared) implements Matches {
    @Override
    public Bounds bounds() {
        return Bounds.exactly(shared.getLongCardinality());
    }

    @Override
    public RoaringBitmap bitmap() {
        return shared.clone();
    }

    @Override
    public void addTo(RoaringBitmap found) {
        found.or(shared);
    }

    @Override
    public void restrict(RoaringBitmap found) {
        found.and(shared);
    }

    @Override
    public void removeFrom(RoaringBitmap found) {
        found.andNot(shared);
    }
}
