package io.vicinal.embedding.chunk;

/**
 * Finds out how much of a text fits into a chunk. To count is dear, so the next length to try is foretold from those counted, and
 * nothing is counted that is many times too long.
 */
final class Room {
    /** What is so many times longer than expected is known by its beginning. */
    private static final int FAR_TOO_LONG = 4;

    private static final int FORETOLD = 4;

    private final String text;
    private final Size size;
    private final int most;

    /** How many characters are likely to fit. */
    private long expected;

    Room(String text, Size size, int most) {
        this.text = text;
        this.size = size;
        this.most = most;
        this.expected = (long) most * size.length();
    }

    /** The limit, in words. */
    String limit() {
        return "%,d %s".formatted(most, size.unit());
    }

    /** Returns how long a part is, without the white space around it. */
    int size(int from, int to) {
        int start = WhiteSpace.after(text, from, to);
        int end = WhiteSpace.before(text, start, to);
        return start == end ? 0 : size.of(text, start, end);
    }

    boolean fits(int from, int to) {
        return probe(from, to) <= most;
    }

    /** Returns the size of a part, or, if that is far too long, of so much of it that is too long too. */
    private int probe(int from, int to) {
        long beginning = from + FAR_TOO_LONG * expected;
        if (beginning < to) {
            int end = (int) beginning;
            int size = size(from, Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end);
            if (size > most) {
                expect((int) (beginning - from), size);
                return size;
            }
        }
        int size = size(from, to);
        expect(to - from, size);
        return size;
    }

    /** Learns only from what is long enough to be typical. */
    private void expect(int length, int counted) {
        if (counted > most / 2) {
            expected = Math.max(2, (long) length * most / counted);
        } else {
            expected = Math.max(expected, 2L * length);
        }
    }

    /**
     * Counts the parts that fit.
     *
     * @param from where the chunk begins
     * @param ends where each part ends, in order
     * @param next the first part that is not in the chunk yet
     * @return the first part that doesn't fit, or {@code next} if none does; a chunk up to the part before it has been counted
     */
    int firstOver(int from, int[] ends, int next) {
        int fits = next - 1;
        int over = ends.length;
        for (int step = 0; fits + 1 < over; step++) {
            int at = within(guess(ends, from, fits, over, step), fits + 1, over);
            if (fits(from, ends[at])) {
                fits = at;
            } else {
                over = at;
            }
        }
        return over;
    }

    /** Where what is expected doesn't help, doubles the step or halves the doubt. */
    private int guess(int[] ends, int from, int fits, int over, int step) {
        if (step < FORETOLD) {
            return last(ends, from + expected, fits + 1, over);
        }
        return over < ends.length ? (fits + over) >>> 1 : (int) Math.min(over, fits + (1L << (step - FORETOLD)));
    }

    private static int within(int value, int from, int to) {
        return Math.max(from, Math.min(to - 1, value));
    }

    /** Returns the last part, of those from {@code low} to {@code high}, that ends at a position or before, or the one before {@code low}. */
    private static int last(int[] ends, long position, int low, int high) {
        int before = low - 1;
        int behind = high;
        while (before + 1 < behind) {
            int middle = (before + behind) >>> 1;
            if (ends[middle] <= position) {
                before = middle;
            } else {
                behind = middle;
            }
        }
        return before;
    }
}
