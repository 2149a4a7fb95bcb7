package io.vicinal.collection.filter.bitmap;

import org.roaringbitmap.ContainerPointer;
import org.roaringbitmap.RoaringBitmap;

/** About what things take in the heap, in bytes. */
final class Heap {
    /** A small object with a few fields. */
    static final long OBJECT = 32;

    /** A pair of key and value in a tree. */
    static final long TREE_ENTRY = 40;

    private static final long ARRAY_HEADER = 16;

    /** The objects around a bitmap's containers. */
    private static final long BITMAP = 100;

    /** A container beside its bits or numbers. */
    private static final long CONTAINER = 48;

    private Heap() {}

    static long array(int bytesEach, int length) {
        return (ARRAY_HEADER + (long) bytesEach * length + 7) & -8;
    }

    /** A text of Latin characters; others take up to twice as much. */
    static long text(String text) {
        return 24 + array(Byte.BYTES, text.length());
    }

    static long bitmap(RoaringBitmap bitmap) {
        long bytes = BITMAP + bitmap.getLongSizeInBytes();
        for (ContainerPointer each = bitmap.getContainerPointer(); each.getContainer() != null; each.advance()) {
            bytes += CONTAINER;
        }
        return bytes;
    }
}
