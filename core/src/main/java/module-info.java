import org.jspecify.annotations.NullMarked;

/** Similarity kernels, encodings and memory-mapped vector files: the ground that the indexes stand on. */
@NullMarked
module io.vicinal.core {
    requires static jdk.incubator.vector;
    requires static org.jspecify;

    exports io.vicinal.encoding;
    exports io.vicinal.kernel;
    exports io.vicinal.storage;
    exports io.vicinal.format;
}
