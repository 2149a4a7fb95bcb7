package io.vicinal.collection;

import io.vicinal.collection.store.Generation;
import io.vicinal.index.Hits;
import io.vicinal.index.search.TopK;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** Keeps the best document of each group: of those that have the same value of a field. */
final class Groups {
    private final Generation generation;
    private final String field;
    private final Map<Long, Object> values = new HashMap<>();

    Groups(Generation generation, String field) {
        this.generation = generation;
        this.field = field;
    }

    /** Finds the best of so many groups: looks for twice as many documents until there are enough of them, or no more documents. */
    Hits best(int groups, IntFunction<Hits> nearest) throws IOException {
        for (int k = groups; ; k = (int) Math.min(Integer.MAX_VALUE, 2L * k)) {
            Hits hits = nearest.apply(k);
            Hits best = best(groups, hits);
            if (best.size() == groups || hits.size() < k) {
                return best;
            }
        }
    }

    private Hits best(int groups, Hits hits) throws IOException {
        TopK best = new TopK();
        best.reset(groups, Float.NEGATIVE_INFINITY);
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < hits.size() && seen.size() < groups; i++) {
            if (seen.add(value(hits.id(i)))) {
                best.offer(hits.id(i), hits.score(i));
            }
        }
        return best.drain(hits.scored(), hits.plan());
    }

    private Object value(long row) throws IOException {
        Object known = values.get(row);
        if (known == null) {
            Object value = generation.read((int) row).metadata().asMap().get(field);
            known = value == null ? new Object() : value;
            values.put(row, known);
        }
        return known;
    }
}
