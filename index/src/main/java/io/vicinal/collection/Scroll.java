package io.vicinal.collection;

import io.vicinal.collection.journal.JournalRecord;
import io.vicinal.collection.store.Generation;
import io.vicinal.collection.store.Moment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Reads a page of documents. Where a page ends is said by the number of a change, which outlives compaction. */
final class Scroll {
    private Scroll() {}

    static Page run(Generation generation, ScrollRequest request) throws IOException {
        Moment moment = generation.now();
        Shape shape = request.shape();
        RoaringBitmap allowed = request.filter()
                .map(filter -> generation.candidates(filter, moment))
                .orElse(null);
        List<Document> documents = new ArrayList<>();
        long last = request.after();
        int row = next(allowed, firstAfter(generation, request.after(), moment), moment);
        for (; row < moment.count() && documents.size() < request.limit(); row = next(allowed, row + 1, moment)) {
            if (generation.visible(row, moment)) {
                JournalRecord.Put put = generation.read(row);
                documents.add(shape.of(put, generation, row));
                last = put.sequence();
            }
        }
        return new Page(documents, row < moment.count() ? OptionalLong.of(last) : OptionalLong.empty());
    }

    private static int next(@Nullable RoaringBitmap allowed, int row, Moment moment) {
        if (allowed == null || row >= moment.count()) {
            return row;
        }
        long next = allowed.nextValue(row);
        return next < 0 ? moment.count() : (int) next;
    }

    /** Later rows have greater numbers. */
    private static int firstAfter(Generation generation, long sequence, Moment moment) throws IOException {
        if (sequence <= 0) {
            return 0;
        }
        int low = 0;
        int high = moment.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (generation.read(middle).sequence() <= sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
