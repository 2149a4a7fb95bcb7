package io.vicinal.index.codes;

import io.vicinal.encoding.EncodedQuery;
import io.vicinal.encoding.Encoder;
import io.vicinal.encoding.Encoding;
import io.vicinal.encoding.EncodingKind;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.rows.RowStore;
import io.vicinal.index.search.Parts;
import io.vicinal.storage.HugePages;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The codes of rows, by ordinal, in one piece of memory each for codes and details: a search that reads scattered codes has no time to look up
 * pieces. When there are more rows than places all codes move to a larger piece; the old one is for those who still read it, and is handed to
 * somebody who knows when they have gone.
 *
 * <p>Readers take no lock. Whoever learnt of a row after its code was written sees the code, in a view at least as new. Several threads may encode
 * different rows.
 */
public final class RowCodes {
    /** Rows that a thread encodes before it takes more. */
    private static final int RUN = 256;

    private final Encoding encoding;
    private final RowStore store;
    private final int threads;
    private final Consumer<Arena> retire;

    /** Held exclusively while codes move, and shared while they are written. */
    private final ReentrantReadWriteLock moving = new ReentrantReadWriteLock();

    private volatile CodeView view;

    /** What owns the memory; null if that is a file of somebody else's. */
    private volatile @Nullable Arena arena;

    /** Where codes lie that nobody has read yet. */
    private volatile @Nullable Snapshot unverified;

    private RowCodes(Encoding encoding, RowStore store, int threads, Consumer<Arena> retire, CodeView view) {
        this.encoding = encoding;
        this.store = store;
        this.threads = threads;
        this.retire = retire;
        this.view = view;
    }

    /**
     * Encodes all rows there are.
     *
     * @param spec what the rows are, and in what form they are encoded
     * @param store the rows, at least one
     * @param retire is given memory that nobody is led to any more, to be closed when nobody reads it
     * @return their codes
     */
    public static RowCodes train(IndexSpec spec, RowStore store, Consumer<Arena> retire) {
        Encoding encoding = spec.graph()
                .encoding()
                .create(spec.metric(), Centroid.of(store.count(), spec.dimension(), store::copy));
        CodeView none = new CodeView(MemorySegment.NULL, MemorySegment.NULL, 0);
        RowCodes codes = new RowCodes(encoding, store, spec.threads(), retire, none);
        int[] all = new int[store.count()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        codes.encode(all);
        return codes;
    }

    /**
     * Opens codes where they lie in a snapshot, which must stay open; they move out of it when more rows are encoded.
     *
     * @param spec what the rows are
     * @param store the rows
     * @param snapshot the snapshot
     * @param count how many rows it has
     * @param retire is given memory that nobody is led to any more
     * @return the codes, or null if the snapshot has none; they are verified when they are first read
     * @throws io.vicinal.storage.CorruptFileException if they can't be codes
     */
    public static @Nullable RowCodes open(
            IndexSpec spec, RowStore store, Snapshot snapshot, int count, Consumer<Arena> retire) {
        Encoding encoding = SavedCodes.encoding(snapshot, spec);
        if (encoding == null) {
            return null;
        }
        CodeView view = SavedCodes.view(snapshot, encoding, count);
        RowCodes codes = new RowCodes(encoding, store, spec.threads(), retire, view);
        codes.unverified = snapshot;
        return codes;
    }

    /**
     * Writes the codes of the first rows, in as many sections as they need.
     *
     * @param snapshot where to
     * @param count how many
     * @throws IOException if the disk refuses
     */
    public void write(SnapshotWriter snapshot, int count) throws IOException {
        verify();
        SavedCodes.write(encoding, view, count, snapshot);
    }

    private void reserve(int count) {
        if (count > view.capacity() || arena == null) {
            moving.writeLock().lock();
            try {
                if (count > view.capacity() || arena == null) {
                    move(Math.max(count, view.capacity()));
                }
            } finally {
                moving.writeLock().unlock();
            }
        }
    }

    private void verify() {
        Snapshot opened = unverified;
        if (opened != null) {
            SavedCodes.verify(opened, encoding);
            unverified = null;
        }
    }

    private void move(int count) {
        verify();
        CodeView old = view;
        Arena owner = Arena.ofShared();
        MemorySegment codes = HugePages.allocate(owner, (long) count * encoding.codeBytes());
        codes.copyFrom(old.codes());
        MemorySegment details = MemorySegment.NULL;
        if (encoding.detailBytes() > 0) {
            details = HugePages.allocate(owner, (long) count * encoding.detailBytes());
            details.copyFrom(old.details());
        }
        view = new CodeView(codes, details, count);
        Arena former = arena;
        arena = owner;
        if (former != null) {
            retire.accept(former);
        }
    }

    /**
     * Encodes rows, on several threads if they are many.
     *
     * @param rows their ordinals; the rows have been written, and nothing leads a reader to them yet
     */
    public void encode(int[] rows) {
        int last = -1;
        for (int row : rows) {
            last = Math.max(last, row);
        }
        makeRoom(last);
        AtomicInteger next = new AtomicInteger();
        moving.readLock().lock();
        try {
            CodeView current = view;
            Parts.run(Math.clamp(rows.length / RUN, 1, threads), part -> {
                Encoder encoder = encoding.newEncoder();
                float[] vector = new float[store.rows().dimension()];
                for (int from = next.getAndAdd(RUN); from < rows.length; from = next.getAndAdd(RUN)) {
                    for (int i = from; i < Math.min(rows.length, from + RUN); i++) {
                        store.copy(rows[i], vector);
                        encoder.encode(vector, current.codes(), rows[i], current.details(), rows[i]);
                    }
                }
            });
        } finally {
            moving.readLock().unlock();
        }
    }

    private void makeRoom(int last) {
        int capacity = view.capacity();
        if (last >= capacity) {
            // A fifth more than there are, since moving takes time.
            reserve((int) Math.min(Integer.MAX_VALUE - 8, Math.max(last + 1L, capacity + capacity / 5L)));
        } else if (arena == null) {
            reserve(capacity);
        }
    }

    /**
     * Returns where the codes lie now.
     *
     * @return a view that has all rows encoded before
     */
    public CodeView view() {
        return view;
    }

    /**
     * Makes a query against these codes.
     *
     * @return for one thread at a time
     * @throws io.vicinal.storage.CorruptFileException if the codes come from a file and are damaged
     */
    public EncodedQuery newQuery() {
        verify();
        return encoding.newQuery();
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
        CodeView current = view;
        return arena == null
                ? 0
                : current.codes().byteSize() + current.details().byteSize();
    }

    /** Frees the codes. */
    public void close() {
        Arena owner = arena;
        if (owner != null) {
            owner.close();
        }
    }
}
