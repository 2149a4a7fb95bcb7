package io.vicinal.storage;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.zip.CRC32C;

/**
 * Turns vectors into rows and entries and writes them, many neighbouring ones at a time. After an exception what was put since
 * the last {@link #finish} is forgotten; it may stand in the file, but beyond the rows that count.
 */
final class RowWriter {
    private final RandomAccessFile file;
    private final RowLayout layout;
    private final Metric metric;
    private final ByteBuffer rows;
    private final ByteBuffer entries;
    private final float[] row;
    private final CRC32C crc = new CRC32C();
    private long first;
    private int pending;

    RowWriter(RandomAccessFile file, RowLayout layout, Metric metric, int bufferBytes) {
        this.file = file;
        this.layout = layout;
        this.metric = metric;
        int capacity = Math.max(1, bufferBytes / layout.stride());
        this.rows = ByteBuffer.allocate(capacity * layout.stride()).order(ByteOrder.LITTLE_ENDIAN);
        this.entries = ByteBuffer.allocate(capacity * RowLayout.ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        this.row = new float[layout.stride() / Float.BYTES];
    }

    /** Checks a vector, called {@code number} in messages, and puts it at a row: the one after the last put, or any after a finish. */
    void put(long at, float[] vector, long number) throws IOException {
        float norm = prepare(vector, number);
        if (pending > 0 && (!rows.hasRemaining() || (at & (RowLayout.ROWS_PER_BLOCK - 1)) == 0)) {
            finish();
        }
        if (pending == 0) {
            first = at;
        }
        int start = rows.position();
        FloatBuffer floats = rows.asFloatBuffer();
        floats.put(row);
        rows.position(start + layout.stride());
        int entry = entries.position();
        entries.putFloat(norm);
        crc.reset();
        crc.update(entries.duplicate().position(entry).limit(entry + Float.BYTES));
        crc.update(rows.duplicate().position(start).limit(start + layout.stride()));
        entries.putInt((int) crc.getValue());
        pending++;
    }

    private float prepare(float[] vector, long number) {
        try {
            double norm = VectorCheck.norm(vector, layout.dimension(), metric, number);
            if (metric == Metric.COSINE) {
                VectorCheck.normalise(vector, norm, row, 0);
            } else {
                System.arraycopy(vector, 0, row, 0, vector.length);
            }
            return (float) norm;
        } catch (IllegalArgumentException e) {
            forget();
            throw e;
        }
    }

    /** Writes what was put. */
    void finish() throws IOException {
        if (pending > 0) {
            try {
                Channels.write(file, rows.array(), rows.position(), layout.rowOffset(first));
                Channels.write(file, entries.array(), entries.position(), layout.entryOffset(first));
            } finally {
                forget();
            }
        }
    }

    private void forget() {
        rows.clear();
        entries.clear();
        pending = 0;
    }
}
