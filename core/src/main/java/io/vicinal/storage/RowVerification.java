package io.vicinal.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The checksums of the rows of a {@link VectorFile}, and which rows have been verified. Opening a file whose rows are counted elsewhere reads none of them, however many there are:
 * whoever reads a row asks for it here before, and its checksum is compared the first time. Once all have been, asking costs nothing.
 *
 * <p>Safe for use by several threads, without locks: a row that two of them ask for at once is at worst verified twice. Valid until the file is closed.
 */
public final class RowVerification {
    private static final VarHandle FLAGS = MethodHandles.arrayElementVarHandle(byte[].class);

    private final Path file;
    private final RowLayout layout;
    private final Supplier<VectorRows> rows;

    /** 1 for each row that is verified. Nothing else depends on a flag, so plain reads do. */
    private final byte[] verified;

    private final AtomicInteger missing;

    RowVerification(Path file, RowLayout layout, Supplier<VectorRows> rows, int unverified) {
        this.file = file;
        this.layout = layout;
        this.rows = rows;
        this.verified = new byte[unverified];
        this.missing = new AtomicInteger(unverified);
    }

    /**
     * Tells whether nothing is left to verify, so that readers can stop asking.
     *
     * @return true once every row is verified that was there on opening
     */
    public boolean complete() {
        return missing.get() == 0;
    }

    /**
     * Returns the CRC32C that stands beside a row, computed when it was written from its norm and the row as it is searched, padding included.
     *
     * @param row the row, from 0 to the number of rows - 1
     * @return the checksum, whether or not the row still has it
     */
    public int checksum(int row) {
        VectorRows current = rows.get();
        return RowChecksum.written(current, layout, Objects.checkIndex(row, current.count()));
    }

    /**
     * Tells whether a row and its norm are what was written.
     *
     * @param row the row, from 0 to the number of rows - 1
     * @return false if they don't have the checksum that stands beside them, or can't be read any more
     */
    public boolean intact(int row) {
        VectorRows current = rows.get();
        return new RowChecksum(layout).intact(current, Objects.checkIndex(row, current.count()));
    }

    /**
     * Verifies a row, if it has not been verified before.
     *
     * @param row from 0 on
     * @throws CorruptFileException if it is damaged, now and whenever it is asked for
     */
    public void verify(int row) {
        if (row < verified.length && verified[row] == 0) {
            new RowChecksum(layout).require(rows.get(), row, file);
            if (FLAGS.compareAndSet(verified, row, (byte) 0, (byte) 1)) {
                missing.decrementAndGet();
            }
        }
    }

    /**
     * Verifies some rows.
     *
     * @param some the rows
     * @param count how many of them
     * @throws CorruptFileException if one is damaged
     */
    public void verify(int[] some, int count) {
        if (!complete()) {
            for (int i = 0; i < count; i++) {
                verify(some[i]);
            }
        }
    }

    /**
     * Verifies rows that follow each other.
     *
     * @param from the first
     * @param to the row after the last
     * @throws CorruptFileException if one is damaged
     */
    public void verify(int from, int to) {
        if (!complete()) {
            for (int row = from; row < to; row++) {
                verify(row);
            }
        }
    }
}
