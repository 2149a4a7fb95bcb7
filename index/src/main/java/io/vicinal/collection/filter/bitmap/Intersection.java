package io.vicinal.collection.filter.bitmap;

import java.util.Comparator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** What all of several match. */
record Intersection(List<Matches> parts, Bounds bounds) implements Matches {
    private static final Comparator<Matches> FEWEST =
            Comparator.comparingLong(part -> part.bounds().atMost());

    /** Joins parts out of so many documents. */
    static Matches of(List<Matches> parts, long documents) {
        List<Matches> sorted = parts.stream().sorted(FEWEST).toList();
        long missing = 0;
        for (Matches part : sorted) {
            missing += documents - part.bounds().atLeast();
        }
        long atMost = sorted.get(0).bounds().atMost();
        return new Intersection(sorted, new Bounds(Math.max(0, documents - missing), atMost));
    }

    /** Begins with the fewest, so that there is little to do for the others, or nothing. */
    @Override
    public RoaringBitmap bitmap() {
        RoaringBitmap found = parts.get(0).bitmap();
        for (Matches part : parts.subList(1, parts.size())) {
            if (found.isEmpty()) {
                break;
            }
            part.restrict(found);
        }
        return found;
    }
}
