package io.vicinal.collection.filter.bitmap;

import java.util.Map;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/** Documents whose text is among some and passes a test; each has one text. */
final class TextMatches implements Matches {
    /** Texts that are looked at to tell how many documents there are. */
    private static final int LOOKED_AT = 64;

    private final Map<String, Postings> texts;
    private final Predicate<String> wanted;
    private final int limit;
    private final Bounds bounds;

    /** Finds them among so many documents with ordinals below a limit. */
    TextMatches(Map<String, Postings> texts, Predicate<String> wanted, long documents, int limit) {
        this.texts = texts;
        this.wanted = wanted;
        this.limit = limit;
        this.bounds = bounds(texts, wanted, documents);
    }

    private static Bounds bounds(Map<String, Postings> texts, Predicate<String> wanted, long documents) {
        long matching = 0;
        long others = 0;
        int looked = 0;
        for (Map.Entry<String, Postings> text : texts.entrySet()) {
            if (looked++ == LOOKED_AT) {
                return new Bounds(matching, documents - others);
            }
            long count = text.getValue().count();
            if (wanted.test(text.getKey())) {
                matching += count;
            } else {
                others += count;
            }
        }
        return Bounds.exactly(matching);
    }

    @Override
    public Bounds bounds() {
        return bounds;
    }

    @Override
    public RoaringBitmap bitmap() {
        Gathering gathering = new Gathering(bounds.atMost(), limit);
        texts.forEach((text, postings) -> {
            if (wanted.test(text)) {
                postings.gather(gathering);
            }
        });
        return gathering.bitmap();
    }
}
