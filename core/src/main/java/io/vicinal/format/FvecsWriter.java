package io.vicinal.format;

import io.vicinal.storage.NewFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Writes {@code .fvecs}. */
final class FvecsWriter implements VectorWriter {
    private final NewFile file;
    private final int dimension;
    private long count;

    FvecsWriter(NewFile file, int dimension) {
        this.file = file;
        this.dimension = dimension;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void write(float[] row) throws IOException {
        Dimension.checkRow(dimension, count, row.length);
        int offset = file.reserve(PrefixedLayout.PREFIX_BYTES + dimension * Float.BYTES);
        file.memory().set(PrefixedRows.INT, offset, dimension);
        MemorySegment.copy(row, 0, file.memory(), NpyType.FLOAT, offset + PrefixedLayout.PREFIX_BYTES, dimension);
        count++;
    }

    @Override
    public void commit() throws IOException {
        file.publish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
