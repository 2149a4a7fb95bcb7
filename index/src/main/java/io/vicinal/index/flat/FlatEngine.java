package io.vicinal.index.flat;

import io.vicinal.index.Engine;
import io.vicinal.index.FlatSettings;
import io.vicinal.index.GraphSettings;
import io.vicinal.index.IndexFile;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.RowIndex;
import io.vicinal.index.VectorIndex;
import io.vicinal.index.rows.AttachedRows;
import io.vicinal.index.rows.IdRows;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorFile;
import io.vicinal.storage.VectorRows;
import java.io.IOException;

/** The engine {@code flat}: exact, no building, and for some ten thousand vectors fast enough. */
public final class FlatEngine implements Engine {
    /** Its name, on the command line and in saved indexes. */
    static final String NAME = "flat";

    /** For {@link java.util.ServiceLoader}. */
    public FlatEngine() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public VectorIndex create(IndexSpec spec) throws IOException {
        return index(spec, IdRows.create(spec));
    }

    @Override
    public VectorIndex over(IndexSpec spec, VectorRows rows) {
        return index(spec, IdRows.over(spec, rows));
    }

    @Override
    public VectorIndex open(IndexFile header, Snapshot snapshot) {
        IndexSpec spec = IndexSpec.of(header, GraphSettings.DEFAULT, FlatSettings.read(snapshot));
        IdRows rows = IdRows.open(spec, header, snapshot);
        return new FlatIndex(spec, rows, FlatCodes.open(spec, rows, snapshot));
    }

    private static VectorIndex index(IndexSpec spec, IdRows rows) {
        return new FlatIndex(spec, rows, new FlatCodes(spec, rows, null));
    }

    @Override
    public RowIndex attach(IndexSpec spec, VectorFile file) {
        AttachedRows.require(spec, file);
        return new FlatRows(spec);
    }

    @Override
    public RowIndex attach(IndexSpec spec, VectorFile file, Snapshot saved) {
        AttachedRows.require(spec, file);
        AttachedRows.requireNone(NAME, file, saved);
        return new FlatRows(spec);
    }
}
