package io.vicinal.analysis;

import io.vicinal.collection.SearchHit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What has been chosen of one document so far. Immutable.
 *
 * @param chunks its chunks
 * @param places those chosen
 * @param found the hits among them, in the order chosen
 */
record Excerpt(DocumentChunks chunks, BitSet places, List<SearchHit> found) {
    static Excerpt none(DocumentChunks chunks) {
        return new Excerpt(chunks, new BitSet(), List.of());
    }

    /** Adds a chunk and some before and behind it. */
    Excerpt with(SearchHit hit, int place, int neighbours) {
        BitSet more = (BitSet) places.clone();
        more.set(Math.max(0, place - neighbours), Math.min(chunks.size(), place + neighbours + 1));
        List<SearchHit> hits = new ArrayList<>(found);
        hits.add(hit);
        return new Excerpt(chunks, more, List.copyOf(hits));
    }

    /** A passage for each run of chunks that follow each other; numbers are given later. */
    List<Passage> passages() {
        List<Passage> passages = new ArrayList<>();
        for (int first = places.nextSetBit(0); first >= 0; ) {
            int end = places.nextClearBit(first);
            passages.add(passage(first, end - 1));
            first = places.nextSetBit(end);
        }
        return passages;
    }

    private Passage passage(int first, int last) {
        List<String> ids = new ArrayList<>();
        for (int place = first; place <= last; place++) {
            ids.add(chunks.id(place));
        }
        SearchHit best = null;
        for (SearchHit hit : found) {
            if (ids.contains(hit.document().id()) && (best == null || hit.score() > best.score())) {
                best = hit;
            }
        }
        if (best == null) {
            throw new IllegalStateException("chunks were chosen without a hit among them");
        }
        String text = chunks.join(first, last);
        return new Passage(
                0, chunks.source(), ids, text, best.score(), best.document().metadata(), false);
    }
}
