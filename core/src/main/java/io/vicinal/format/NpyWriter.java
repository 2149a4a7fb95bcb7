package io.vicinal.format;

import io.vicinal.storage.NewFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Writes {@code .npy}. The number of rows is known last, so the header is reserved first and filled in on commit. */
final class NpyWriter implements VectorWriter {
    private final NewFile file;
    private final int dimension;
    private boolean begun;
    private long count;

    NpyWriter(NewFile file, int dimension) {
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
        begin();
        int offset = file.reserve(dimension * Float.BYTES);
        MemorySegment.copy(row, 0, file.memory(), NpyType.FLOAT, offset, dimension);
        count++;
    }

    private void begin() throws IOException {
        if (!begun) {
            file.reserve(NpyHeader.WRITTEN_LENGTH);
            begun = true;
        }
    }

    @Override
    public void commit() throws IOException {
        begin();
        file.overwrite(0, NpyHeader.encode(count, dimension));
        file.publish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
