package io.vicinal.format;

import java.io.IOException;

/** Streams {@code .npy}. */
final class NpyReader implements VectorReader {
    private final NpyHeader header;
    private final RowStream rows;

    NpyReader(OpenFile file) throws IOException {
        this.header = NpyHeader.readSupported(file);
        this.rows = new RowStream(file, header.length(), header.rowBytes(), header.rows());
    }

    @Override
    public int dimension() {
        return header.dimension();
    }

    @Override
    public long count() {
        return header.rows();
    }

    @Override
    public boolean next(float[] destination) throws IOException {
        Dimension.checkDestination(dimension(), destination.length);
        int offset = rows.next();
        if (offset < 0) {
            return false;
        }
        header.type().copy(rows.memory(), offset, destination, dimension());
        return true;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
