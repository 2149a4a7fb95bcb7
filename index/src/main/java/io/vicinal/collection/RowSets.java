package io.vicinal.collection;

import io.vicinal.collection.store.Generation;
import io.vicinal.collection.store.Moment;
import io.vicinal.index.IdSet;
import java.util.function.LongConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Rows that may be found: those with documents at a moment, of these perhaps only some. */
final class RowSets {
    private RowSets() {}

    /** All documents below a row. */
    record Visible(Generation generation, Moment moment, int end) implements IdSet {
        @Override
        public boolean contains(long row) {
            return row < end && generation.visible((int) row, moment);
        }

        /** As many as there are at most: counting them would take longer than the search. */
        @Override
        public long count() {
            return Math.min(end, moment.live());
        }

        @Override
        public void forEach(LongConsumer action) {
            for (int row = 0; row < end; row++) {
                if (generation.visible(row, moment)) {
                    action.accept(row);
                }
            }
        }
    }

    /** Documents that a filter allows, below a row. */
    record Allowed(Generation generation, Moment moment, RoaringBitmap rows, long count, int end) implements IdSet {
        @Override
        public boolean contains(long row) {
            return row < end && rows.contains((int) row) && generation.visible((int) row, moment);
        }

        @Override
        public void forEach(LongConsumer action) {
            rows.forEach((int row) -> {
                if (row < end && generation.visible(row, moment)) {
                    action.accept(row);
                }
            });
        }
    }
}
