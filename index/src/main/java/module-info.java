import org.jspecify.annotations.NullMarked;

/** Nearest-neighbour indexes over memory-mapped vectors, and the metadata and filters of documents. */
@NullMarked
module io.vicinal.index {
    requires transitive io.vicinal.core;
    requires roaringbitmap;
    requires static hnswlib.core;
    requires static org.jspecify;

    exports io.vicinal.analysis;
    exports io.vicinal.collection;
    exports io.vicinal.collection.filter;
    exports io.vicinal.collection.metadata;
    exports io.vicinal.index;

    uses io.vicinal.index.Engine;

    provides io.vicinal.index.Engine with
            io.vicinal.index.flat.FlatEngine,
            io.vicinal.index.hnsw.HnswEngine,
            io.vicinal.index.hnswlib.HnswlibEngine;
}
