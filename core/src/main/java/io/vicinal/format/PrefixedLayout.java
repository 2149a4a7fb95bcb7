package io.vicinal.format;

import java.io.IOException;

/** How the rows of a {@code .fvecs}, {@code .bvecs} or {@code .ivecs} file lie: each behind its own dimension. */
record PrefixedLayout(int dimension, int rowBytes, long count) {
    static final int PREFIX_BYTES = Integer.BYTES;

    /** Learns the dimension from the first row; an empty file has none. */
    static PrefixedLayout read(OpenFile file, int componentBytes) throws IOException {
        long size = file.size();
        if (size == 0) {
            return new PrefixedLayout(0, PREFIX_BYTES, 0);
        }
        if (size < PREFIX_BYTES) {
            throw file.corrupt(0, "expected the dimension in 4 bytes but the file has " + size);
        }
        int dimension = file.read(0, PREFIX_BYTES).getInt();
        if (!Dimension.inRange(dimension)) {
            throw file.corrupt(0, "expected a dimension from 1 to %d but found %d".formatted(Dimension.MAX, dimension));
        }
        int rowBytes = PREFIX_BYTES + dimension * componentBytes;
        long excess = size % rowBytes;
        if (excess != 0) {
            throw file.corrupt(
                    size - excess,
                    "expected whole rows of %d bytes, as dimension %d of the first row asks for, but %d bytes are left of %d"
                            .formatted(rowBytes, dimension, excess, size));
        }
        return new PrefixedLayout(dimension, rowBytes, size / rowBytes);
    }

    void checkPrefix(OpenFile file, long row, int found) {
        if (found != dimension) {
            throw file.corrupt(
                    row * rowBytes,
                    "row %d has dimension %d but the first row has %d".formatted(row, found, dimension));
        }
    }
}
