package io.vicinal.embedding.cache;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A cache in a folder, kept by the MVStore of H2, which needs no flags for the JVM. The library {@code com.h2database:h2-mvstore} must be
 * on the class path.
 *
 * <p>Space of vectors that are gone is used again only after a minute or two, and not all of it: the file may be three times as long as
 * the cap, and longer by what was put in that time.
 *
 * <p>The folder serves one process at a time. A process that is killed loses what it put after the last {@link #flush}.
 */
public final class MvStoreEmbeddingCache extends BoundedCache {
    private MvStoreEmbeddingCache(CacheFolder folder, MvStoreEntries entries, CacheOptions options, long bytes) {
        super(folder.name(), entries, options, bytes);
    }

    /**
     * Opens a cache, or makes one.
     *
     * @param folder where it is kept; made if there is none
     * @param options its limits; a vector of <i>d</i> floats counts as 72 + 4 <i>d</i> bytes
     * @return the cache, to be closed by the caller
     * @throws IOException if the folder can't be read or written
     * @throws CacheInUseException if it is open already, here or in another process
     * @throws io.vicinal.storage.CorruptFileException if its files are damaged
     * @throws IllegalArgumentException if it is a cache of another kind
     * @throws IllegalStateException if the library is not there
     */
    public static MvStoreEmbeddingCache open(Path folder, CacheOptions options) throws IOException {
        OptionalLibrary.require("org.h2.mvstore.MVStore", "com.h2database:h2-mvstore");
        CacheFolder held = CacheFolder.open(folder, CacheHeader.Kind.MV_STORE);
        MvStoreEntries entries;
        long bytes;
        try {
            CacheHeader header = held.header();
            bytes = header == null ? 0 : header.bytes();
            entries = MvStoreEntries.open(held, options.maxBytes());
        } catch (Throwable e) {
            held.close();
            throw e;
        }
        try {
            return new MvStoreEmbeddingCache(held, entries, options, bytes);
        } catch (Throwable e) {
            entries.close(-1);
            throw e;
        }
    }
}
