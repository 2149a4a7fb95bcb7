package io.vicinal.index.hnsw;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.codes.RowCodes;
import io.vicinal.index.rows.RowStore;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The codes of an index's rows, once there are so many rows that they are worth having; and how far they can be relied on. */
final class Coding {
    /** Of fewer rows the floats are in the cache, too, and they say too little of where the middle of all will be. */
    static final int FEWEST_ROWS = 2_000;

    private final IndexSpec spec;
    private final RowStore store;
    private final Retired retired;
    private final Guard guard = Guard.ofSearches();
    private final Guard buildGuard = Guard.ofBuilding();
    private volatile @Nullable RowCodes codes;

    Coding(IndexSpec spec, RowStore store, Retired retired) {
        this.spec = spec;
        this.store = store;
        this.retired = retired;
    }

    /** Takes the codes of a snapshot, if it has any. */
    void open(Snapshot snapshot, int count) {
        codes = RowCodes.open(spec, store, snapshot, count, retired);
    }

    /** Writes the codes of the first rows, if they have any. */
    void write(SnapshotWriter snapshot, int count) throws IOException {
        RowCodes known = codes;
        if (known != null) {
            known.write(snapshot, count);
        }
    }

    @Nullable
    RowCodes codes() {
        return codes;
    }

    Guard guard() {
        return guard;
    }

    /** Watches the building. */
    Guard buildGuard() {
        return buildGuard;
    }

    /** Encodes rows that have been written and that nothing leads to yet. */
    void encode(int[] rows) {
        RowCodes known = codes;
        if (known != null) {
            known.encode(rows);
        } else if (spec.graph().encoding().of(spec.dimension()) != EncodingKind.FLOAT32
                && store.count() >= FEWEST_ROWS) {
            train(rows);
        }
    }

    private synchronized void train(int[] rows) {
        RowCodes known = codes;
        if (known == null) {
            codes = RowCodes.train(spec, store, retired);
        } else {
            known.encode(rows);
        }
    }

    /** The form of the codes there are. */
    EncodingKind kind() {
        RowCodes known = codes;
        return known == null ? EncodingKind.FLOAT32 : known.kind();
    }

    long offHeapBytes() {
        RowCodes known = codes;
        return known == null ? 0 : known.offHeapBytes();
    }

    /** Frees everything; nobody reads any more. */
    void close() {
        RowCodes known = codes;
        if (known != null) {
            known.close();
        }
        retired.free();
    }
}
