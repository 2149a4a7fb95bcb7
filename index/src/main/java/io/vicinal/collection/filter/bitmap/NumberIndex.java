package io.vicinal.collection.filter.bitmap;

import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * The numbers of a field and which documents have them, by keys: a list of leaves in order. A number that many documents have is a leaf
 * of its own with a bitmap; the others stand in leaves of some hundred pairs. So a number of few documents costs 12 to 17 bytes for each of them,
 * one of many two or less, and a range of a million different numbers is read in sequence, without a bitmap for each.
 *
 * <p>All documents with the same number are in the same leaf.
 */
final class NumberIndex {
    /** Documents with the same number from which on it has a leaf of its own. */
    private static final int MANY = NumberPairs.FULL / 2;

    /** Bytes that a leaf takes at least: its count, a number and an ordinal. */
    private static final int SMALLEST_LEAF = Integer.BYTES + Long.BYTES + Integer.BYTES;

    /** Heap bytes of the reference to a leaf and of its least number. */
    private static final int LEAF_ENTRY = 12;

    private final Leaves leaves = new Leaves();
    private final RoaringBitmap members;

    NumberIndex() {
        this(new RoaringBitmap());
    }

    private NumberIndex(RoaringBitmap members) {
        this.members = members;
    }

    void add(long key, int ordinal) {
        int place = makePlace(key);
        while (leaves.get(place) instanceof NumberPairs pairs && pairs.full()) {
            split(place, pairs, key);
            place = makePlace(key);
        }
        if (leaves.get(place) instanceof SameNumber same) {
            same.add(ordinal);
        } else {
            ((NumberPairs) leaves.get(place)).add(key, ordinal);
        }
        members.add(ordinal);
    }

    /** Returns the leaf that a number can be put into; where there is none, makes one. */
    private int makePlace(long key) {
        if (leaves.size() == 0) {
            leaves.insert(0, Long.MIN_VALUE, new NumberPairs());
        }
        int place = leaves.find(key);
        if (!(leaves.get(place) instanceof SameNumber same) || same.key() == key) {
            return place;
        }
        if (key < same.key()) {
            leaves.insert(place, leaves.lowest(place), new NumberPairs());
            leaves.lowest(place + 1, same.key());
            return place;
        }
        if (place + 1 < leaves.size() && leaves.get(place + 1) instanceof NumberPairs) {
            leaves.lowest(place + 1, key);
        } else {
            leaves.insert(place + 1, key, new NumberPairs());
        }
        return place + 1;
    }

    /** Makes room in a full leaf for a number. */
    private void split(int place, NumberPairs pairs, long key) {
        if (place == leaves.size() - 1 && key > pairs.key(NumberPairs.FULL - 1)) {
            // Numbers that only grow, such as times, fill their leaves.
            leaves.insert(place + 1, key, new NumberPairs());
            return;
        }
        int middle = NumberPairs.FULL / 2;
        int from = pairs.place(pairs.key(middle), 0);
        int to = pairs.after(pairs.key(middle));
        if (to - from >= MANY) {
            setApart(place, pairs, from, to);
        } else {
            int cut = to == NumberPairs.FULL || (from > 0 && middle - from <= to - middle) ? from : to;
            leaves.replace(place, pairs.part(0, cut));
            leaves.insert(place + 1, pairs.key(cut), pairs.part(cut, NumberPairs.FULL));
        }
    }

    /** Gives the number between two places a leaf of its own. */
    private void setApart(int place, NumberPairs pairs, int from, int to) {
        if (to < NumberPairs.FULL) {
            leaves.insert(place + 1, pairs.key(to), pairs.part(to, NumberPairs.FULL));
        }
        SameNumber same = pairs.same(from, to);
        if (from == 0) {
            leaves.replace(place, same);
        } else {
            leaves.replace(place, pairs.part(0, from));
            leaves.insert(place + 1, same.key(), same);
        }
    }

    void write(SectionOutput section) {
        SavedDocuments.write(members, section);
        section.put(leaves.size());
        List<NumberPairs> together = new ArrayList<>();
        for (int place = 0; place < leaves.size(); place++) {
            if (leaves.get(place) instanceof SameNumber same) {
                section.put(0);
                same.write(section);
                continue;
            }
            together.add((NumberPairs) leaves.get(place));
            boolean last = place + 1 == leaves.size() || leaves.get(place + 1) instanceof SameNumber;
            if (last || together.size() == SavedPairs.TOGETHER) {
                SavedPairs.write(together, section);
                together.clear();
            }
        }
    }

    /** Reads numbers with ordinals below a limit. */
    static NumberIndex read(SectionInput section, int limit) {
        long at = section.offset();
        NumberIndex index = new NumberIndex(SavedDocuments.read(section, limit));
        int highest = index.members.isEmpty() ? 0 : index.members.last() + 1;
        long pairs = index.readLeaves(section, highest);
        if (pairs != index.members.getLongCardinality()) {
            throw section.corrupt(
                    at,
                    "%d documents have numbers but there are numbers of %d"
                            .formatted(index.members.getLongCardinality(), pairs));
        }
        return index;
    }

    /** Reads leaves and returns how many documents are in them. */
    private long readLeaves(SectionInput section, int limit) {
        int count = section.count("leaves", SMALLEST_LEAF);
        long pairs = 0;
        SavedPairs saved = new SavedPairs();
        while (leaves.size() < count) {
            long at = section.offset();
            int together = section.integer();
            if (together > count - leaves.size()) {
                throw section.corrupt(
                        at, "%d leaves are left but %d come together".formatted(count - leaves.size(), together));
            }
            List<? extends Leaf> next =
                    together == 0 ? List.of(SameNumber.read(section, limit)) : saved.read(section, together, limit);
            for (Leaf leaf : next) {
                append(leaf, section, at);
                pairs += leaf.count();
            }
        }
        return pairs;
    }

    private void append(Leaf leaf, SectionInput section, long at) {
        int place = leaves.size();
        if (place > 0 && leaf.least() <= leaves.get(place - 1).greatest()) {
            throw section.corrupt(
                    at,
                    "leaf %d begins with number %d but the one before ends with %d"
                            .formatted(
                                    place, leaf.least(), leaves.get(place - 1).greatest()));
        }
        leaves.insert(place, place == 0 ? Long.MIN_VALUE : leaf.least(), leaf);
    }

    long heapBytes() {
        long bytes = Heap.OBJECT + Heap.bitmap(members);
        for (int place = 0; place < leaves.size(); place++) {
            bytes += LEAF_ENTRY + leaves.get(place).heapBytes();
        }
        return bytes;
    }

    /** Returns who has a number of a range. */
    Matches within(NumberRange range) {
        long count = count(range);
        if (count == 0) {
            return new BitmapMatches(new RoaringBitmap());
        }
        return count == members.getLongCardinality()
                ? new BitmapMatches(members)
                : new NumberMatches(this, range, Bounds.exactly(count));
    }

    private long count(NumberRange range) {
        if (range.isEmpty() || leaves.size() == 0) {
            return 0;
        }
        long count = 0;
        int first = leaves.find(range.first());
        int last = leaves.find(range.last());
        for (int place = first; place <= last; place++) {
            Leaf leaf = leaves.get(place);
            count += place == first || place == last ? leaf.count(range) : leaf.count();
        }
        return count;
    }

    /** Puts together who has a number of a range. */
    RoaringBitmap gather(NumberRange range, long expected) {
        Gathering gathering = new Gathering(expected, members.last() + 1);
        int last = leaves.find(range.last());
        for (int place = leaves.find(range.first()); place <= last; place++) {
            leaves.get(place).gather(range, gathering);
        }
        return gathering.bitmap();
    }

    RoaringBitmap members() {
        return members;
    }
}
