package io.vicinal.collection.filter.bitmap;

import io.vicinal.collection.filter.Operator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** The values of one field, each type by itself, and which documents have them. */
final class FieldIndex {
    /** Every document with the field. */
    private final RoaringBitmap present = new RoaringBitmap();

    private final TextIndex texts = new TextIndex();
    private final TextIndex elements = new TextIndex();
    private final NumberIndex longs = new NumberIndex();
    private final NumberIndex doubles = new NumberIndex();
    private final RoaringBitmap trues = new RoaringBitmap();
    private final RoaringBitmap falses = new RoaringBitmap();

    void add(Object value, int ordinal) {
        present.add(ordinal);
        if (value instanceof String text) {
            texts.add(text, ordinal);
        } else if (value instanceof Long whole) {
            longs.add(whole, ordinal);
        } else if (value instanceof Double number) {
            doubles.add(NumberRange.key(number), ordinal);
        } else if (value instanceof Boolean truth) {
            (truth ? trues : falses).add(ordinal);
        } else {
            ((List<?>) value).forEach(element -> elements.add((String) element, ordinal));
        }
    }

    void remove(Object value, int ordinal) {
        present.remove(ordinal);
        if (value instanceof String text) {
            texts.remove(text, ordinal);
        } else if (value instanceof Long whole) {
            longs.remove(whole, ordinal);
        } else if (value instanceof Double number) {
            doubles.remove(NumberRange.key(number), ordinal);
        } else if (value instanceof Boolean truth) {
            (truth ? trues : falses).remove(ordinal);
        } else {
            ((List<?>) value).forEach(element -> elements.remove((String) element, ordinal));
        }
    }

    /** Tells whether a document has that value, of a list whether it has all of its elements. */
    boolean contains(Object value, int ordinal) {
        if (value instanceof String text) {
            return texts.contains(text, ordinal);
        }
        if (value instanceof Long whole) {
            return longs.contains(whole, ordinal);
        }
        if (value instanceof Double number) {
            return doubles.contains(NumberRange.key(number), ordinal);
        }
        if (value instanceof Boolean truth) {
            return (truth ? trues : falses).contains(ordinal);
        }
        return present.contains(ordinal)
                && ((List<?>) value).stream().allMatch(element -> elements.contains((String) element, ordinal));
    }

    /** Tells whether no document has the field. */
    boolean isEmpty() {
        return present.isEmpty();
    }

    Matches present() {
        return new BitmapMatches(present);
    }

    Matches compared(Operator operator, Object value) {
        if (operator == Operator.NE) {
            return new Difference(present, compared(Operator.EQ, value));
        }
        if (value instanceof Number number) {
            return Union.ofDisjoint(
                    longs.within(NumberRange.longs(operator, number)),
                    doubles.within(NumberRange.doubles(operator, number)));
        }
        if (value instanceof Boolean truth) {
            return new BitmapMatches(truth ? trues : falses);
        }
        String text = (String) value;
        return operator == Operator.EQ
                ? Union.ofDisjoint(texts.equal(text), elements.equal(text))
                : texts.ordered(operator, text);
    }

    Matches containing(String text) {
        return Union.ofDisjoint(texts.containing(text), elements.equal(text));
    }
}
