package io.vicinal.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Streams {@code .bvecs}: unsigned bytes become floats from 0 to 255. */
final class BvecsReader implements VectorReader {
    private final PrefixedRows rows;

    BvecsReader(OpenFile file) throws IOException {
        this.rows = new PrefixedRows(file, Byte.BYTES);
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
        MemorySegment memory = rows.memory();
        for (int i = 0; i < rows.dimension(); i++) {
            destination[i] = Byte.toUnsignedInt(memory.get(ValueLayout.JAVA_BYTE, offset + i));
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
