package io.vicinal.index.flat;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.codes.BlockCodes;
import io.vicinal.index.rows.IdRows;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The codes of a flat index's rows, if it is to have any, once there are so many rows that they are worth it. */
final class FlatCodes {
    /** Fewer rows say too little of where the middle of all will be, and are compared in no time. */
    static final int FEWEST_ROWS = 2_000;

    private final IndexSpec spec;
    private final IdRows rows;
    private final float deviations;
    private @Nullable BlockCodes codes;

    FlatCodes(IndexSpec spec, IdRows rows, @Nullable BlockCodes saved) {
        this.spec = spec;
        this.rows = rows;
        this.deviations = (float) spec.flat().deviations();
        this.codes = saved;
        if (saved == null) {
            train();
        }
    }

    static FlatCodes open(IndexSpec spec, IdRows rows, Snapshot snapshot) {
        return new FlatCodes(spec, rows, BlockCodes.open(spec, rows::copy, snapshot, rows.count()));
    }

    private void train() {
        EncodingKind kind = spec.flat().encoding(spec.dimension());
        if (kind != EncodingKind.FLOAT32 && rows.count() >= FEWEST_ROWS) {
            codes = BlockCodes.train(spec, kind, rows::copy, rows.count());
        }
    }

    /** Whether rows are compared by codes. */
    boolean present() {
        return codes != null;
    }

    /** Returns the codes of all rows, which are {@linkplain #present there}. */
    BlockCodes codes() {
        return Objects.requireNonNull(codes);
    }

    /** The form in which rows are compared. */
    EncodingKind kind() {
        BlockCodes known = codes;
        return known == null ? EncodingKind.FLOAT32 : known.kind();
    }

    /** Bytes read of each row that is compared. */
    double scannedBytes() {
        BlockCodes known = codes;
        return known == null ? (double) spec.dimension() * Float.BYTES : known.rowBytes();
    }

    /** How many standard deviations a score may be above its estimate. */
    float deviations() {
        return deviations;
    }

    /** Makes room before some rows are added or changed: afterwards it might be too late to say that there is none. */
    void reserve(int added) {
        BlockCodes known = codes;
        if (known != null) {
            known.reserve(Math.addExact(rows.count(), added));
        }
    }

    /** Takes in rows that have been written. */
    void encode(int... ordinals) {
        BlockCodes known = codes;
        if (known == null) {
            train();
        } else {
            known.encode(ordinals);
        }
    }

    void write(SnapshotWriter snapshot) throws IOException {
        spec.flat().write(snapshot);
        BlockCodes known = codes;
        if (known != null) {
            known.write(snapshot, rows::nextLive, rows.count());
        }
    }

    long offHeapBytes() {
        BlockCodes known = codes;
        return known == null ? 0 : known.offHeapBytes();
    }

    void close() {
        BlockCodes known = codes;
        if (known != null) {
            known.close();
        }
    }
}
