package io.vicinal.collection.store;

import io.vicinal.collection.filter.Filter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * What filters asked lately want: the same few are asked again and again, and putting together half of a million rows takes longer than a search. Good
 * until the next document is put.
 */
final class RecentFilters {
    /** At most 2 MB for a million documents. */
    private static final int KEPT = 16;

    private final Map<Filter, Answer> answers = new LinkedHashMap<>(KEPT, 0.75f, true);

    private record Answer(int count, RoaringBitmap rows) {}

    /** Returns the rows that a filter wants among so many, which nobody may change. */
    RoaringBitmap rows(Filter filter, int count, Function<Filter, RoaringBitmap> index) {
        synchronized (answers) {
            Answer known = answers.get(filter);
            if (known != null && known.count == count) {
                return known.rows;
            }
        }
        RoaringBitmap rows = index.apply(filter);
        synchronized (answers) {
            answers.put(filter, new Answer(count, rows));
            if (answers.size() > KEPT) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
        return rows;
    }
}
