package io.vicinal.collection.filter.bitmap;

import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * Ordinals as they are saved: one after the other, or as the bits of plain words where that is shorter. The form is our own, as
 * any words are a bitmap, while damage in the library's form can make a bitmap that fails when it is used.
 */
final class SavedDocuments {
    /** So many at most are always saved one after the other. */
    static final int FEW = 16;

    private SavedDocuments() {}

    static void write(RoaringBitmap documents, SectionOutput section) {
        int count = documents.getCardinality();
        int words = count == 0 ? 0 : (documents.last() >> 6) + 1;
        if (count > FEW && 2L * words < count) {
            section.put(count);
            section.put(words);
            section.put(BitSetUtil.toLongArray(documents), words);
        } else {
            write(documents.toArray(), count, section);
        }
    }

    /** Writes the first of some ordinals, which are in ascending order. */
    static void write(int[] ordinals, int count, SectionOutput section) {
        section.put(count);
        section.put(0);
        section.put(ordinals, count);
    }

    /** Reads ordinals below a limit, which are more than {@link #FEW} if there are words. */
    static RoaringBitmap read(SectionInput section, int limit) {
        int count = section.integer();
        return read(section, count, limit);
    }

    /** Reads as many ordinals, below a limit, as the count before them said. */
    static RoaringBitmap read(SectionInput section, int count, int limit) {
        long at = section.offset();
        int words = section.integer();
        if (words == 0) {
            RoaringBitmap documents = RoaringBitmap.bitmapOf(ordinals(section, count, limit));
            documents.trim();
            return documents;
        }
        if (words < 0 || words > (limit + 63L) >> 6 || count <= FEW) {
            throw section.corrupt(at, "%d documents below %d can't take %d words".formatted(count, limit, words));
        }
        RoaringBitmap documents = BitSetUtil.bitmapOf(section.numbers(words));
        if (documents.getCardinality() != count) {
            throw section.corrupt(
                    at, "%d documents are announced but there are %d".formatted(count, documents.getCardinality()));
        }
        if (documents.last() >= limit) {
            throw section.corrupt(
                    at, "documents must be below %d but the last is %d".formatted(limit, documents.last()));
        }
        return documents;
    }

    /** Reads at most {@link #FEW} ordinals below a limit, as many as the count before them said. */
    static int[] readFew(SectionInput section, int count, int limit) {
        long at = section.offset();
        if (section.integer() != 0) {
            throw section.corrupt(at, "%d documents can't take words".formatted(count));
        }
        return ordinals(section, count, limit);
    }

    private static int[] ordinals(SectionInput section, int count, int limit) {
        long at = section.offset();
        if (count < 0) {
            throw section.corrupt(at, "there can't be %d documents".formatted(count));
        }
        int[] ordinals = section.integers(count);
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int ordinal = ordinals[i];
            if (ordinal <= previous || ordinal >= limit) {
                throw section.corrupt(
                        at + (long) i * Integer.BYTES,
                        "a document after %d and below %d is expected but it is %d"
                                .formatted(previous, limit, ordinal));
            }
            previous = ordinal;
        }
        return ordinals;
    }
}
