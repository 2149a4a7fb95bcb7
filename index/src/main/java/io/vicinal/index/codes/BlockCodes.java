package io.vicinal.index.codes;

import io.vicinal.encoding.EncodedQuery;
import io.vicinal.encoding.Encoder;
import io.vicinal.encoding.Encoding;
import io.vicinal.encoding.EncodingKind;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.rows.RowReader;
import io.vicinal.index.search.Parts;
import io.vicinal.storage.HugePages;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The codes of rows, by ordinal, in blocks: for engines that compare all of them. Reading is safe from several threads as long as nothing changes; while
 * something does, the engine keeps all others out.
 */
public final class BlockCodes implements AutoCloseable {
    private static final String SECTION = "code.blocks";

    /** Rows that a thread encodes before it takes more. */
    private static final int RUN = 256;

    private static final int ALIGNMENT = 64;

    /** Blocks written at once. */
    private static final int WRITTEN = 64;

    private final Encoding encoding;
    private final RowReader rows;
    private final int dimension;
    private final int threads;
    private MemorySegment blocks;
    private int capacity;

    /** What owns the memory; null if that is a snapshot. */
    private @Nullable Arena arena;

    /** Where codes lie that nobody has read yet. */
    private volatile @Nullable Snapshot unverified;

    private BlockCodes(IndexSpec spec, Encoding encoding, RowReader rows, MemorySegment blocks, int capacity) {
        this.encoding = encoding;
        this.rows = rows;
        this.dimension = spec.dimension();
        this.threads = spec.threads();
        this.blocks = blocks;
        this.capacity = capacity;
    }

    /**
     * Encodes all rows there are.
     *
     * @param spec what the rows are
     * @param kind in what form they are encoded
     * @param rows the rows
     * @param count how many there are, at least 1
     * @return their codes
     */
    public static BlockCodes train(IndexSpec spec, EncodingKind kind, RowReader rows, int count) {
        Encoding encoding = kind.create(spec.metric(), Centroid.of(count, spec.dimension(), rows));
        BlockCodes codes = new BlockCodes(spec, encoding, rows, MemorySegment.NULL, 0);
        codes.reserve(count);
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
        }
        codes.encode(all);
        return codes;
    }

    /**
     * Opens codes where they lie in a snapshot, which must stay open until {@link #reserve} moves them out of it.
     *
     * @param spec what the rows are
     * @param rows the rows
     * @param snapshot the snapshot
     * @param count how many rows it has
     * @return the codes, or null if the snapshot has none; they are verified when they are first read
     * @throws io.vicinal.storage.CorruptFileException if they can't be codes
     */
    public static @Nullable BlockCodes open(IndexSpec spec, RowReader rows, Snapshot snapshot, int count) {
        Encoding encoding = SavedCodes.encoding(snapshot, spec);
        if (encoding == null) {
            return null;
        }
        int blockCount = blockCount(count);
        MemorySegment blocks = snapshot.section(SECTION, (long) blockCount * encoding.blockBytes());
        BlockCodes codes = new BlockCodes(spec, encoding, rows, blocks, blockCount * Encoding.BLOCK);
        codes.unverified = snapshot;
        return codes;
    }

    private static int blockCount(int rows) {
        return (rows + Encoding.BLOCK - 1) / Encoding.BLOCK;
    }

    /**
     * Writes the codes of some rows, one after the other.
     *
     * @param snapshot where to
     * @param next finds the first of these rows from an ordinal on
     * @param end the ordinal after the last
     * @throws IOException if the disk refuses
     */
    public void write(SnapshotWriter snapshot, IntUnaryOperator next, int end) throws IOException {
        verify();
        SavedCodes.writeEncoding(encoding, snapshot);
        snapshot.beginBlocks(SECTION);
        int most = WRITTEN * Encoding.BLOCK;
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment buffer = scratch.allocate((long) WRITTEN * encoding.blockBytes(), ALIGNMENT);
            int count = 0;
            for (int row = next.applyAsInt(0); row < end; row = next.applyAsInt(row + 1)) {
                encoding.copyInBlock(blocks, row, buffer, count++);
                if (count == most) {
                    snapshot.write(buffer);
                    buffer.fill((byte) 0);
                    count = 0;
                }
            }
            snapshot.write(buffer.asSlice(0, (long) blockCount(count) * encoding.blockBytes()));
        }
    }

    /**
     * Makes room, in memory that can be written, for so many rows.
     *
     * @param count how many there will be
     */
    public void reserve(int count) {
        if (count <= capacity && arena != null) {
            return;
        }
        verify();
        // A fifth more than there are, since moving takes time.
        int more = count <= capacity ? capacity : Math.max(count, capacity + capacity / 5);
        int wanted = blockCount(more);
        Arena owner = Arena.ofShared();
        MemorySegment moved = HugePages.allocate(owner, (long) wanted * encoding.blockBytes());
        moved.copyFrom(blocks);
        Arena former = arena;
        blocks = moved;
        capacity = wanted * Encoding.BLOCK;
        arena = owner;
        if (former != null) {
            former.close();
        }
    }

    /**
     * Encodes rows for which there is {@linkplain #reserve room}, on several threads if they are many.
     *
     * @param ordinals the rows
     */
    public void encode(int... ordinals) {
        AtomicInteger next = new AtomicInteger();
        Parts.run(Math.clamp(ordinals.length / RUN, 1, threads), part -> {
            Encoder encoder = encoding.newEncoder();
            float[] vector = new float[dimension];
            for (int from = next.getAndAdd(RUN); from < ordinals.length; from = next.getAndAdd(RUN)) {
                for (int i = from; i < Math.min(ordinals.length, from + RUN); i++) {
                    rows.copy(ordinals[i], vector);
                    encoder.encodeInBlock(vector, blocks, ordinals[i]);
                }
            }
        });
    }

    /**
     * Returns the blocks, valid until the next change.
     *
     * @return at least as many as the rows need
     */
    public MemorySegment blocks() {
        return blocks;
    }

    /**
     * Returns what a row's code takes.
     *
     * @return bytes
     */
    public int rowBytes() {
        return encoding.blockBytes() / Encoding.BLOCK;
    }

    /**
     * Makes a query against these codes.
     *
     * @return for one thread at a time
     */
    public EncodedQuery newQuery() {
        return encoding.newQuery();
    }

    /**
     * Sees to it that the codes are as they were written; whoever reads {@link #blocks} does that first.
     *
     * @throws io.vicinal.storage.CorruptFileException if they come from a file and are damaged
     */
    public void verify() {
        Snapshot opened = unverified;
        if (opened != null) {
            opened.blocks(SECTION).verifyAll();
            unverified = null;
        }
    }

    /**
     * Returns the form of the codes.
     *
     * @return any that has codes
     */
    public EncodingKind kind() {
        return encoding.kind();
    }

    /**
     * Returns the memory taken outside the heap and outside of files.
     *
     * @return bytes
     */
    public long offHeapBytes() {
        return arena == null ? 0 : blocks.byteSize();
    }

    /** Frees the codes. */
    @Override
    public void close() {
        if (arena != null) {
            arena.close();
        }
    }
}
