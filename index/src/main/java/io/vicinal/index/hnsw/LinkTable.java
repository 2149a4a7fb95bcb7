package io.vicinal.index.hnsw;

import static io.vicinal.index.hnsw.Chunks.INT;
import static io.vicinal.index.hnsw.Chunks.INTS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Lists of neighbours: ordinals up to a degree, closed by {@link #END} where there are fewer.
 *
 * <p>Readers take no lock. They may see a list while it is rewritten, some neighbours old and some new, perhaps one of them twice or
 * not at all; see {@link Graph} for why that does no harm.
 */
final class LinkTable {
    /** No neighbour: the list ends here. */
    static final int END = -1;

    private static final int ALIGNMENT = 64;

    private final int degree;
    private final Chunks links;

    private LinkTable(int degree, Chunks links) {
        this.degree = degree;
        this.links = links;
    }

    /** Starts empty; lists that share no cache line with others are read faster. */
    static LinkTable create(Arena arena, int degree) {
        return new LinkTable(degree, new Chunks(arena, stride(degree), (byte) END));
    }

    /** Reads lists where they lie. */
    static LinkTable over(Arena arena, int degree, MemorySegment records) {
        return new LinkTable(degree, Chunks.over(arena, stride(degree), records));
    }

    static int stride(int degree) {
        return (degree * Integer.BYTES + ALIGNMENT - 1) & -ALIGNMENT;
    }

    int degree() {
        return degree;
    }

    Chunks records() {
        return links;
    }

    /** Copies a list out and returns its length. */
    int read(int record, int[] into) {
        copy(record, into);
        return length(into);
    }

    /** Copies a list out as it lies there, for {@link #length}. */
    void copy(int record, int[] into) {
        MemorySegment.copy(links.chunk(record), INT, links.offset(record), into, 0, degree);
    }

    /** Returns the length of a list that was copied. */
    int length(int[] into) {
        // What belongs to the ordinals read must be read after them.
        VarHandle.acquireFence();
        int count = 0;
        while (count < degree && into[count] >= 0) {
            count++;
        }
        return count;
    }

    /** Writes a list; for one thread at a time. What its ordinals lead to must have been written before. */
    void write(int record, int[] from, int count) {
        MemorySegment chunk = links.chunk(record);
        long offset = links.offset(record);
        for (int i = 0; i < degree; i++) {
            INTS.setRelease(chunk, offset + (long) i * Integer.BYTES, i < count ? from[i] : END);
        }
    }

    /** Writes one more neighbour at the end of a list of that length. */
    void append(int record, int count, int ordinal) {
        INTS.setRelease(links.chunk(record), links.offset(record) + (long) count * Integer.BYTES, ordinal);
    }
}
