package io.vicinal.collection.filter.bitmap;

import io.vicinal.collection.filter.Operator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** The values of one field, each type by itself, and which documents have them. */
final class FieldIndex {
    /** Every document with the field. */
    private final RoaringBitmap present;

    private final TextIndex texts = new TextIndex();
    private final TextIndex elements = new TextIndex();
    private final NumberIndex longs;
    private final NumberIndex doubles;
    private final RoaringBitmap trues;
    private final RoaringBitmap falses;

    FieldIndex() {
        present = new RoaringBitmap();
        longs = new NumberIndex();
        doubles = new NumberIndex();
        trues = new RoaringBitmap();
        falses = new RoaringBitmap();
    }

    /** Reads what was written; its documents are among those of the index. */
    FieldIndex(SectionInput section, RoaringBitmap documents) {
        present = documents(section, documents);
        int limit = present.isEmpty() ? 0 : present.last() + 1;
        texts.read(section, limit);
        elements.read(section, limit);
        longs = numbers(section, limit);
        doubles = numbers(section, limit);
        trues = documents(section, present);
        falses = documents(section, present);
    }

    private NumberIndex numbers(SectionInput section, int limit) {
        long at = section.offset();
        NumberIndex numbers = NumberIndex.read(section, limit);
        requireAmong(present, numbers.members(), section, at);
        return numbers;
    }

    private static RoaringBitmap documents(SectionInput section, RoaringBitmap among) {
        long at = section.offset();
        RoaringBitmap documents = SavedDocuments.read(section, among.isEmpty() ? 0 : among.last() + 1);
        requireAmong(among, documents, section, at);
        return documents;
    }

    private static void requireAmong(RoaringBitmap all, RoaringBitmap some, SectionInput section, long at) {
        if (!all.contains(some)) {
            throw section.corrupt(
                    at,
                    "%d documents here are not among those %d of the whole"
                            .formatted(RoaringBitmap.andNot(some, all).getCardinality(), all.getCardinality()));
        }
    }

    void write(SectionOutput section) {
        SavedDocuments.write(present, section);
        texts.write(section);
        elements.write(section);
        longs.write(section);
        doubles.write(section);
        SavedDocuments.write(trues, section);
        SavedDocuments.write(falses, section);
    }

    long heapBytes() {
        return Heap.OBJECT
                + Heap.bitmap(present)
                + texts.heapBytes()
                + elements.heapBytes()
                + longs.heapBytes()
                + doubles.heapBytes()
                + Heap.bitmap(trues)
                + Heap.bitmap(falses);
    }

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
