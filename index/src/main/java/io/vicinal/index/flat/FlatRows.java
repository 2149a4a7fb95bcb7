package io.vicinal.index.flat;

import io.vicinal.index.Hits;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.Plan;
import io.vicinal.index.Query;
import io.vicinal.index.RowIndex;
import io.vicinal.index.rows.AttachedRows;
import io.vicinal.index.search.TopK;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorCheck;
import java.io.IOException;

/** Connects nothing and finds nothing: all rows are left to the caller, who compares them. */
final class FlatRows implements RowIndex {
    private final IndexSpec spec;
    private volatile boolean closed;

    FlatRows(IndexSpec spec) {
        this.spec = spec;
    }

    @Override
    public int connected() {
        return 0;
    }

    @Override
    public void connect(int end) {
        requireOpen();
    }

    @Override
    public Hits search(Query query, int end) {
        requireOpen();
        VectorCheck.norm(query.vector(), spec.dimension(), spec.metric(), "query");
        if (end != 0) {
            throw new IllegalArgumentException("no rows are connected, so %d can't be searched".formatted(end));
        }
        return new TopK().drain(0, Plan.SCAN);
    }

    @Override
    public void save(SnapshotWriter snapshot) throws IOException {
        requireOpen();
        AttachedRows.write(FlatEngine.NAME, spec, 0, snapshot);
    }

    @Override
    public long offHeapBytes() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
    }
}
