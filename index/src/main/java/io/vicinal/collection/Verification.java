package io.vicinal.collection;

import io.vicinal.storage.CorruptFileException;
import java.util.List;

/**
 * What reading everything of a collection has shown.
 *
 * @param documents documents that are whole
 * @param bytes bytes read
 * @param damages what is damaged, in the order of files and offsets; empty if nothing is
 * @param lost ids of documents that can't be read any more, as far as ids can be told
 * @param unflushedBytes bytes at the end of the journal, left by a writer that was killed, which opening cuts off; nothing that was flushed
 * @param repaired whether the collection has been written anew
 */
public record Verification(
        int documents,
        long bytes,
        List<CorruptFileException> damages,
        List<String> lost,
        long unflushedBytes,
        boolean repaired) {
    /**
     * Tells whether everything is as it was written.
     *
     * @return true without any damage
     */
    public boolean clean() {
        return damages.isEmpty();
    }
}
