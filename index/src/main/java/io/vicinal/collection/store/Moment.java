package io.vicinal.collection.store;

/**
 * What there is after a change. Rows are only appended, and marked with the number of the removal that took them; so two numbers tell of every row
 * whether it was there. Whoever holds a moment sees all changes up to it whole, and none of those after.
 *
 * @param count rows appended
 * @param removals how many have been taken
 * @param sequence the number of the latest change
 */
public record Moment(int count, int removals, long sequence) {
    static final Moment EMPTY = new Moment(0, 0, 0);

    /**
     * Returns the number of documents.
     *
     * @return rows that have not been taken
     */
    public int live() {
        return count - removals;
    }
}
