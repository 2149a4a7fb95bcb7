package io.vicinal.collection.filter.bitmap;

import io.vicinal.collection.filter.Operator;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/** The texts of a field and which documents have them, in the order of {@link String#compareTo}. */
final class TextIndex {
    private final NavigableMap<String, Postings> texts = new TreeMap<>();

    /** How many pairs of document and text there are. */
    private long pairs;

    /** One more than the highest ordinal there has been. */
    private int limit;

    void add(String text, int ordinal) {
        Postings postings = texts.computeIfAbsent(text, absent -> new Postings());
        if (postings.add(ordinal)) {
            pairs++;
            limit = Math.max(limit, ordinal + 1);
        }
    }

    void remove(String text, int ordinal) {
        Postings postings = texts.get(text);
        if (postings != null && postings.remove(ordinal)) {
            pairs--;
            if (postings.isEmpty()) {
                texts.remove(text);
            }
        }
    }

    boolean contains(String text, int ordinal) {
        Postings postings = texts.get(text);
        return postings != null && postings.contains(ordinal);
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Returns who has a text. */
    Matches equal(String text) {
        Postings postings = texts.get(text);
        return postings != null ? postings : new BitmapMatches(new RoaringBitmap());
    }

    /** Returns who has a text before or after another. For texts of which each document has one. */
    Matches ordered(Operator operator, String text) {
        NavigableMap<String, Postings> range = switch (operator) {
            case GT -> texts.tailMap(text, false);
            case GE -> texts.tailMap(text, true);
            case LT -> texts.headMap(text, false);
            case LE -> texts.headMap(text, true);
            case EQ, NE -> throw new IllegalArgumentException(operator + " needs no order");
        };
        return new TextMatches(Collections.unmodifiableNavigableMap(range), candidate -> true, pairs, limit);
    }

    /** Returns who has a text of which another is a part. For texts of which each document has one. */
    Matches containing(String part) {
        return new TextMatches(
                Collections.unmodifiableNavigableMap(texts), candidate -> candidate.contains(part), pairs, limit);
    }
}
