package io.vicinal.index.hnswlib;

import io.vicinal.index.Engine;
import io.vicinal.index.FlatSettings;
import io.vicinal.index.GraphSettings;
import io.vicinal.index.IndexFile;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.VectorIndex;
import io.vicinal.index.rows.IdRows;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The engine {@code hnswlib}: approximate search over a graph that hnswlib-core builds and keeps on the heap. Opening a saved
 * index builds the graph anew.
 *
 * <p>The library is optional. This class names none of its types, so that it loads where the library is absent.
 */
public final class HnswlibEngine implements Engine {
    /** Its name, on the command line and in saved indexes. */
    static final String NAME = "hnswlib";

    /** A class of the library, and one of what it depends on. */
    private static final List<String> NEEDED = List.of(
            "com.github.jelmerk.hnswlib.core.hnsw.HnswIndex",
            "org.eclipse.collections.impl.list.mutable.primitive.IntArrayList");

    /** For {@link java.util.ServiceLoader}. */
    public HnswlibEngine() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> missing() {
        return NEEDED.stream().allMatch(HnswlibEngine::canUse)
                ? Optional.empty()
                : Optional.of(
                        "engine 'hnswlib' needs com.github.jelmerk:hnswlib-core on the class path, or on the module path"
                                + " with --add-modules hnswlib.core");
    }

    /** Whether a class is there; and, if it is the library itself, where this module may use it. */
    private static boolean canUse(String name) {
        try {
            Module module = Class.forName(name, false, HnswlibEngine.class.getClassLoader())
                    .getModule();
            return !name.equals(NEEDED.get(0))
                    || HnswlibEngine.class.getModule().canRead(module);
        } catch (ClassNotFoundException e) {
            return false;
        }
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
        IndexSpec spec = IndexSpec.of(header, GraphSettings.read(snapshot), FlatSettings.DEFAULT);
        return index(spec, IdRows.open(spec, header, snapshot));
    }

    private static VectorIndex index(IndexSpec spec, IdRows rows) {
        try {
            return new HnswlibIndex(spec, rows);
        } catch (RuntimeException | Error e) {
            rows.close();
            throw e;
        }
    }
}
