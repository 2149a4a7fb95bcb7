package io.vicinal.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Streams {@code .fvecs}. */
final class FvecsReader implements VectorReader {
    private final PrefixedRows rows;

    FvecsReader(OpenFile file) throws IOException {
        this.rows = new PrefixedRows(file, Float.BYTES);
    }

    @Override
    public int dimension() {
        return rows.dimension();
    }

    @Override
    public long count() {
        return rows.count();
    }

    @Override
    public boolean next(float[] destination) throws IOException {
        int offset = rows.next(destination.length);
        if (offset < 0) {
            return false;
        }
        MemorySegment.copy(rows.memory(), NpyType.FLOAT, offset, destination, 0, rows.dimension());
        return true;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
