package io.vicinal.bench.contender;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A filter for each query, over the same ranks. In a file these are little-endian ints: the rank of each row, then for each query the
 * first rank allowed and one more than the last.
 *
 * @param all the filters, one for each query
 */
public record RowFilters(List<RowFilter> all) {
    /**
     * Writes them to a file.
     *
     * @param file where to
     * @throws IOException if it can't be written
     */
    public void write(Path file) throws IOException {
        int[] ranks = all.get(0).ranks();
        ByteBuffer bytes = ByteBuffer.allocate((ranks.length + 2 * all.size()) * Integer.BYTES);
        IntBuffer ints = bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        ints.put(ranks);
        for (RowFilter filter : all) {
            ints.put(filter.from()).put(filter.to());
        }
        Files.write(file, bytes.array());
    }

    static RowFilters read(Path file, int rows) throws IOException {
        IntBuffer ints = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        if (ints.remaining() < rows + 2) {
            throw new IOException(
                    "%s has %d ints, too few for a filter of %d rows".formatted(file, ints.remaining(), rows));
        }
        int[] ranks = new int[rows];
        ints.get(ranks);
        RowFilter[] filters = new RowFilter[ints.remaining() / 2];
        for (int query = 0; query < filters.length; query++) {
            filters[query] = new RowFilter(ranks, ints.get(), ints.get());
        }
        return new RowFilters(List.of(filters));
    }

    /** Returns the filter of a query; where there are more queries than filters, as for warming up, they are used again. */
    RowFilter of(int query) {
        return all.get(query % all.size());
    }
}
