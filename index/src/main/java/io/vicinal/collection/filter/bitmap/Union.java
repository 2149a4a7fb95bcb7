package io.vicinal.collection.filter.bitmap;

import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** What any of several match. */
record Union(List<Matches> parts, Bounds bounds) implements Matches {
    /** Joins parts that may share documents, out of so many. */
    static Matches of(List<Matches> parts, long documents) {
        long most = 0;
        long sum = 0;
        for (Matches part : parts) {
            most = Math.max(most, part.bounds().atLeast());
            sum += part.bounds().atMost();
        }
        return parts.size() == 1 ? parts.get(0) : new Union(parts, new Bounds(most, Math.min(sum, documents)));
    }

    /** Joins parts that share no document. */
    static Matches ofDisjoint(Matches first, Matches second) {
        Bounds one = first.bounds();
        Bounds other = second.bounds();
        if (one.atMost() == 0) {
            return second;
        }
        if (other.atMost() == 0) {
            return first;
        }
        Bounds sum = new Bounds(one.atLeast() + other.atLeast(), one.atMost() + other.atMost());
        return new Union(List.of(first, second), sum);
    }

    @Override
    public RoaringBitmap bitmap() {
        RoaringBitmap found = new RoaringBitmap();
        addTo(found);
        return found;
    }

    @Override
    public void addTo(RoaringBitmap found) {
        parts.forEach(part -> part.addTo(found));
    }

    @Override
    public void removeFrom(RoaringBitmap found) {
        parts.forEach(part -> part.removeFrom(found));
    }
}
