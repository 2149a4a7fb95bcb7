package io.vicinal.collection.journal;

import io.vicinal.collection.metadata.Metadata;
import org.jspecify.annotations.Nullable;

/** What a frame of a journal says. */
public sealed interface JournalRecord {
    /** No ordinal. */
    int NONE = -1;

    /** A record of a batch: it counts when the whole batch is there. */
    sealed interface Change extends JournalRecord {
        /**
         * Returns its place among all changes that there have been.
         *
         * @return a number greater than that of any change before
         */
        long sequence();

        /**
         * Returns how many changes of the same batch follow.
         *
         * @return 0 for the last
         */
        int following();
    }

    /**
     * A document was put.
     *
     * @param ordinal its row
     * @param sequence its place among all changes
     * @param rowChecksum the CRC32C beside its row
     * @param replaced the row of the document it took the place of, or {@link #NONE}
     * @param following how many changes of its batch follow
     * @param id the caller's key
     * @param text its text, if it has one
     * @param metadata its fields
     */
    record Put(
            int ordinal,
            long sequence,
            int rowChecksum,
            int replaced,
            int following,
            String id,
            @Nullable String text,
            Metadata metadata)
            implements Change {}

    /**
     * A document was deleted.
     *
     * @param ordinal its row
     * @param sequence its place among all changes
     * @param following how many changes of its batch follow
     */
    record Delete(int ordinal, long sequence, int following) implements Change {}

    /**
     * All changes up to a number have been made in an earlier generation: those that follow have greater ones.
     *
     * @param sequence that number
     */
    record Numbered(long sequence) implements JournalRecord {}

    /**
     * Everything before an offset has been forced to disk.
     *
     * @param end that offset
     */
    record Synced(long end) implements JournalRecord {}
}
