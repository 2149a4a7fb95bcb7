package io.vicinal.storage;

/**
 * Where things lie in a vector file: a header page, then blocks of {@value #ROWS_PER_BLOCK} rows. A block begins with an entry of
 * {@value #ENTRY_BYTES} bytes for each of its rows (norm, and CRC32C of norm and row), then come the rows themselves. Entries stand before their
 * rows so that the last block can end with its last row; rows are padded to cache lines; and whatever the dimension, a block is
 * a whole number of pages.
 */
record RowLayout(int dimension, int stride) {
    static final int HEADER_BYTES = 4096;
    static final int BLOCK_SHIFT = 10;
    static final int ROWS_PER_BLOCK = 1 << BLOCK_SHIFT;
    static final int ENTRY_BYTES = 8;
    static final int ENTRIES_BYTES = ROWS_PER_BLOCK * ENTRY_BYTES;
    static final int MAX_DIMENSION = 65_536;

    private static final int ROW_ALIGNMENT = 64;

    RowLayout(int dimension) {
        this(dimension, strideOf(dimension));
    }

    static int strideOf(int dimension) {
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "dimension must be between 1 and %d but is %d".formatted(MAX_DIMENSION, dimension));
        }
        return (dimension * Float.BYTES + ROW_ALIGNMENT - 1) & -ROW_ALIGNMENT;
    }

    long blockBytes() {
        return ENTRIES_BYTES + (long) ROWS_PER_BLOCK * stride;
    }

    long rowOffset(long row) {
        return HEADER_BYTES + ((row >>> BLOCK_SHIFT) + 1) * ENTRIES_BYTES + row * stride;
    }

    long entryOffset(long row) {
        return HEADER_BYTES + (row >>> BLOCK_SHIFT) * blockBytes() + (row & (ROWS_PER_BLOCK - 1)) * ENTRY_BYTES;
    }

    /** The number of vectors in memory that holds nothing else. */
    long vectorsIn(long bytes) {
        long vectorBytes = (long) dimension * Float.BYTES;
        if (bytes % vectorBytes != 0) {
            throw new IllegalArgumentException("dimension is %d but %d floats are no whole number of vectors"
                    .formatted(dimension, bytes / Float.BYTES));
        }
        return bytes / vectorBytes;
    }

    /** Length of a file that ends with its last row. */
    long fileBytes(long rows) {
        return rows == 0 ? HEADER_BYTES : rowOffset(rows - 1) + stride;
    }

    /** How many whole rows a file of that length has. */
    int rowsIn(long fileBytes) {
        long blocks = Math.max(0, fileBytes - HEADER_BYTES);
        long whole = blocks / blockBytes();
        long rest = Math.max(0, blocks - whole * blockBytes() - ENTRIES_BYTES);
        return (int) Math.min(Integer.MAX_VALUE, whole * ROWS_PER_BLOCK + rest / stride);
    }
}
