package io.vicinal.format;

/** The rules for the length of rows, and the words in which they are told. */
final class Dimension {
    /** More is taken for a damaged or foreign file: no embedding comes near, and a row must fit a buffer. */
    static final int MAX = 1 << 16;

    private Dimension() {}

    static boolean inRange(long dimension) {
        return dimension >= 1 && dimension <= MAX;
    }

    /** Checks the dimension asked for a new file. */
    static void checkRange(int dimension) {
        if (!inRange(dimension)) {
            throw new IllegalArgumentException("dimension must be from 1 to %d but is %d".formatted(MAX, dimension));
        }
    }

    /** Checks a row to be written. */
    static void checkRow(int dimension, long row, int length) {
        if (length != dimension) {
            throw new IllegalArgumentException(
                    "dimension is %d but vector %d has %d components".formatted(dimension, row, length));
        }
    }

    /** Checks an array to be read into. */
    static void checkDestination(int dimension, int room) {
        if (room < dimension) {
            throw new IllegalArgumentException(
                    "dimension is %d but the destination has room for %d".formatted(dimension, room));
        }
    }
}
