import org.jspecify.annotations.NullMarked;

/** Nearest-neighbour indexes over memory-mapped vectors. */
@NullMarked
module io.vicinal.index {
    requires transitive io.vicinal.core;
    requires static hnswlib.core;
    requires static org.jspecify;

    exports io.vicinal.index;

    uses io.vicinal.index.Engine;

    provides io.vicinal.index.Engine with
            io.vicinal.index.flat.FlatEngine,
            io.vicinal.index.hnsw.HnswEngine,
            io.vicinal.index.hnswlib.HnswlibEngine;
}
