package io.vicinal.index;

import java.util.Collection;
import java.util.function.LongConsumer;

/**
 * The ids that a query may find, as a set. A search does better with it than with a predicate: it knows how many ids there are, and
 * where they are few it looks them up instead of asking about every row.
 *
 * <p>Any bitmap will do. This is one of RoaringBitmap's:
 *
 * <pre>{@code
 * record BitmapOfIds(Roaring64Bitmap bitmap) implements IdSet {
 *   public boolean contains(long id) {
 *     return bitmap.contains(id);
 *   }
 *
 *   public long count() {
 *     return bitmap.getLongCardinality();
 *   }
 *
 *   public void forEach(LongConsumer action) {
 *     bitmap.forEach(action::accept);
 *   }
 * }
 * }</pre>
 *
 * <p>A set is used while the index is searched, by several threads at once. It must not change meanwhile, and its methods must
 * neither block nor use the index that is searched.
 */
public interface IdSet {
    /**
     * Makes a set.
     *
     * @param ids its ids, in any order, copied; those that repeat count once
     * @return the set, immutable, which takes 16 to 32 bytes for each id given
     * @throws IllegalArgumentException if there are more than 536,870,912
     */
    static IdSet of(long... ids) {
        return new HashedIds(ids);
    }

    /**
     * Makes a set.
     *
     * @param ids its ids, in any order, copied; those that repeat count once
     * @return the set, immutable, which takes 16 to 32 bytes for each id given
     * @throws IllegalArgumentException if there are more than 536,870,912
     */
    static IdSet of(Collection<Long> ids) {
        return new HashedIds(ids.stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * Tells whether an id is in the set.
     *
     * @param id any number
     * @return true if it is
     */
    boolean contains(long id);

    /**
     * Returns the number of ids, by which a search chooses its way; each search asks for it.
     *
     * @return as many as {@link #forEach} gives, whether they are in the index or not; another number makes a search slower, not wrong
     */
    long count();

    /**
     * Gives every id.
     *
     * @param action is given each id once, in any order
     */
    void forEach(LongConsumer action);
}
