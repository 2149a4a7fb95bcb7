package io.vicinal.cli.document;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Adds a last line with a mark. The CSV parser takes a quote that is never closed for a field up to the end of the file, so that one
 * stray quote would swallow every record after it without a word; the mark then ends up inside that field, where it can be seen.
 */
final class EndMarkingReader extends FilterReader {
    /** Not a character of any text: Unicode keeps U+FFFE for no one. */
    static final String MARK = "\uFFFE";

    private static final String LAST_LINE = "\n" + MARK;

    private int marked = -1;

    EndMarkingReader(Reader reader) {
        super(reader);
    }

    @Override
    public int read(char[] destination, int offset, int length) throws IOException {
        if (marked < 0) {
            int count = super.read(destination, offset, length);
            if (count >= 0) {
                return count;
            }
            marked = 0;
        }
        if (marked == LAST_LINE.length()) {
            return -1;
        }
        int count = Math.min(length, LAST_LINE.length() - marked);
        LAST_LINE.getChars(marked, marked + count, destination, offset);
        marked += count;
        return count;
    }
}
