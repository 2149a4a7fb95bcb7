package io.vicinal.collection.filter.bitmap;

import org.roaringbitmap.RoaringBitmap;

/**
 * The ordinals of documents that match something, not yet put together. To be used under the lock it was made under: it looks at the
 * index, which must not change.
 */
interface Matches {
    /** How many there are, as far as that is cheap to tell. */
    Bounds bounds();

    /** Returns them in a bitmap that belongs to the caller. */
    RoaringBitmap bitmap();

    /** Adds them to a bitmap. */
    default void addTo(RoaringBitmap found) {
        found.or(bitmap());
    }

    /** Removes all others from a bitmap. */
    default void restrict(RoaringBitmap found) {
        found.and(bitmap());
    }

    /** Removes them from a bitmap. */
    default void removeFrom(RoaringBitmap found) {
        found.andNot(bitmap());
    }
}
