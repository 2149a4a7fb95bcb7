package io.vicinal.bench.dataset;

import io.jhdf.api.Dataset;
import io.jhdf.exceptions.HdfException;
import io.vicinal.format.VectorReader;
import java.io.IOException;

/** Reads the rows of a table of floats or doubles, of which a slice is on the heap at a time. */
final class Hdf5Reader implements VectorReader {
    private final String name;
    private final Dataset table;
    private final long count;
    private final int dimension;
    private final int sliceRows;
    private Object slice = new float[0][];
    private long sliceStart;
    private int sliceLength;
    private long next;

    /** Reads at least one row, and as many as that many floats at a time. */
    Hdf5Reader(String name, Dataset table, int sliceFloats) {
        this.name = name;
        this.table = table;
        this.count = table.getDimensionsAsLong()[0];
        this.dimension = Math.toIntExact(table.getDimensionsAsLong()[1]);
        this.sliceRows = Math.max(1, sliceFloats / Math.max(1, dimension));
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
    public boolean next(float[] destination) throws IOException {
        if (next == count) {
            return false;
        }
        if (next == sliceStart + sliceLength) {
            readSlice();
        }
        int row = (int) (next++ - sliceStart);
        if (slice instanceof float[][] floats) {
            System.arraycopy(floats[row], 0, destination, 0, dimension);
            return true;
        }
        if (slice instanceof double[][] doubles) {
            for (int i = 0; i < dimension; i++) {
                destination[i] = (float) doubles[row][i];
            }
            return true;
        }
        throw new IllegalArgumentException(
                "%s has elements of type %s, which must be float or double".formatted(name, table.getJavaType()));
    }

    private void readSlice() throws IOException {
        sliceStart = next;
        sliceLength = (int) Math.min(count - next, sliceRows);
        try {
            slice = table.getData(new long[] {sliceStart, 0}, new int[] {sliceLength, dimension});
        } catch (HdfException e) {
            throw new IOException("%s can't be read from row %d: %s".formatted(name, sliceStart, e.getMessage()), e);
        }
    }

    @Override
    public void close() {}
}
