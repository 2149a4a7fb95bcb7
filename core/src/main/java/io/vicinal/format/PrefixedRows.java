package io.vicinal.format;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Goes through the rows of a {@code .fvecs}, {@code .bvecs} or {@code .ivecs} file and checks the dimension before each. */
final class PrefixedRows implements Closeable {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final OpenFile file;
    private final PrefixedLayout layout;
    private final RowStream stream;
    private long row;

    PrefixedRows(OpenFile file, int componentBytes) throws IOException {
        this.file = file;
        this.layout = PrefixedLayout.read(file, componentBytes);
        this.stream = new RowStream(file, 0, layout.rowBytes(), layout.count());
    }

    int dimension() {
        return layout.dimension();
    }

    long count() {
        return layout.count();
    }

    MemorySegment memory() {
        return stream.memory();
    }

    /** Steps to the next row, and returns the offset of its first component in {@link #memory}, or -1 if there are no more. */
    int next(int room) throws IOException {
        Dimension.checkDestination(layout.dimension(), room);
        int offset = stream.next();
        if (offset < 0) {
            return -1;
        }
        layout.checkPrefix(file, row++, stream.memory().get(INT, offset));
        return offset + PrefixedLayout.PREFIX_BYTES;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
