package io.vicinal.collection.filter.bitmap;

import io.vicinal.collection.filter.Operator;
import java.util.Collections;
import java.util.Map;
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

    void write(SectionOutput section) {
        section.put(texts.size());
        texts.forEach((text, postings) -> {
            section.put(text);
            postings.write(section);
        });
    }

    /** Adds texts with ordinals below a limit to none. */
    void read(SectionInput section, int limit) {
        int count = section.count("texts", 3 * Integer.BYTES);
        String previous = null;
        for (int i = 0; i < count; i++) {
            long at = section.offset();
            String text = section.text();
            if (previous != null && text.compareTo(previous) <= 0) {
                throw section.corrupt(at, "texts must be in order but \"%s\" follows \"%s\"".formatted(text, previous));
            }
            Postings postings = Postings.read(section, limit);
            texts.put(text, postings);
            pairs += postings.count();
            this.limit = Math.max(this.limit, postings.last() + 1);
            previous = text;
        }
    }

    long heapBytes() {
        long bytes = Heap.OBJECT;
        for (Map.Entry<String, Postings> text : texts.entrySet()) {
            bytes +=
                    Heap.TREE_ENTRY + Heap.text(text.getKey()) + text.getValue().heapBytes();
        }
        return bytes;
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
