package io.vicinal.index.rows;

import java.util.function.LongToIntFunction;

/** Checks ids that are about to be added. */
public final class NewIds {
    private NewIds() {}

    /**
     * Checks that none of some ids is there already, or there twice.
     *
     * @param ids the ids
     * @param known gives the ordinal of an id, or {@link IdMap#NONE}
     * @throws IllegalArgumentException if one is not new; the message gives its position
     */
    public static void require(long[] ids, LongToIntFunction known) {
        IdMap seen = new IdMap(ids.length);
        for (int i = 0; i < ids.length; i++) {
            if (known.applyAsInt(ids[i]) != IdMap.NONE) {
                throw new IllegalArgumentException("id %d at position %d is in the index already".formatted(ids[i], i));
            }
            if (seen.get(ids[i]) != IdMap.NONE) {
                throw new IllegalArgumentException(
                        "id %d is at position %d and again at position %d".formatted(ids[i], seen.get(ids[i]), i));
            }
            seen.put(ids[i], i);
        }
    }
}
