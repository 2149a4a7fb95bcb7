package io.vicinal.collection.filter.bitmap;

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

    /** Pairs below which a leaf joins a neighbour. */
    private static final int LONELY = NumberPairs.FULL / 8;

    private final Leaves leaves = new Leaves();
    private final RoaringBitmap members = new RoaringBitmap();

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

    void remove(long key, int ordinal) {
        if (leaves.size() == 0) {
            return;
        }
        int place = leaves.find(key);
        if (leaves.get(place).remove(key, ordinal)) {
            members.remove(ordinal);
            tidy(place);
        }
    }

    /** Removes a leaf that is empty, and joins one of few pairs with a neighbour. */
    private void tidy(int place) {
        if (leaves.get(place).count() == 0) {
            leaves.remove(place);
        } else if (leaves.get(place).count() < LONELY && !join(place)) {
            join(place - 1);
        }
    }

    /** Joins two leaves, if there are two of pairs and these fill no more than half a leaf. */
    private boolean join(int place) {
        if (place < 0 || place + 1 >= leaves.size()) {
            return false;
        }
        if (leaves.get(place) instanceof NumberPairs pairs
                && leaves.get(place + 1) instanceof NumberPairs next
                && pairs.count() + next.count() <= NumberPairs.FULL / 2) {
            pairs.append(next);
            leaves.remove(place + 1);
            return true;
        }
        return false;
    }

    boolean contains(long key, int ordinal) {
        return leaves.size() > 0 && leaves.get(leaves.find(key)).contains(key, ordinal);
    }

    boolean isEmpty() {
        return leaves.size() == 0;
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
