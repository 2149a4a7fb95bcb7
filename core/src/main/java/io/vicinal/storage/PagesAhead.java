package io.vicinal.storage;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Has the system keep a file that grows bit by bit in huge pages, see {@link HugePages}: before the first bytes of such a page are written, all of it is,
 * with zeros. The system decides by the length of that write how large the page in memory will be.
 */
final class PagesAhead {
    private static final byte[] ZEROS = new byte[HugePages.BYTES];

    private final RandomAccessFile file;
    private long next;

    /** Leaves what is in the file, and the page where it ends, as they are. */
    PagesAhead(RandomAccessFile file) throws IOException {
        this.file = file;
        this.next = Math.max(1, (file.length() + HugePages.BYTES - 1) / HugePages.BYTES) * HugePages.BYTES;
    }

    /** Prepares for writing up to {@code end}; nothing beyond the present end of the file has been written by others. */
    void reach(long end) throws IOException {
        for (; next < end; next += HugePages.BYTES) {
            if (next + HugePages.BYTES <= file.length()) {
                Channels.write(file, ZEROS, HugePages.BYTES, next);
            }
        }
    }
}
