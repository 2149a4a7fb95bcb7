package io.vicinal.embedding.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A cache in a folder, kept by Chronicle Map in mapped memory: the fastest that outlives the process, even one that is killed. The
 * library {@code net.openhft:chronicle-map} must be on the class path, and the JVM be started with {@link #jvmFlags}. The library's
 * reports to its makers are switched off.
 *
 * <p>The folder serves one process at a time. Opening takes some seconds the first time in a process. A cache that was not closed is
 * read and repaired when it is opened next.
 */
public final class ChronicleEmbeddingCache extends BoundedCache {
    private ChronicleEmbeddingCache(CacheFolder folder, ChronicleEntries entries, CacheOptions options, long bytes) {
        super(folder.name(), entries, options, bytes);
    }

    /**
     * Opens a cache, or makes one.
     *
     * @param folder where it is kept; made if there is none
     * @param options its limits; a vector of <i>d</i> floats counts as 47 + 4 <i>d</i> bytes, rounded up to a multiple of 256 and at least
     *     1,024. The cap can be lowered later, but raised only when the cache is cleared
     * @return the cache, to be closed by the caller
     * @throws IOException if the folder can't be read or written
     * @throws CacheInUseException if it is open already, here or in another process
     * @throws io.vicinal.storage.CorruptFileException if its files are damaged
     * @throws IllegalArgumentException if it is a cache of another kind
     * @throws MissingJvmFlagsException if the JVM lacks a flag; nothing has been touched then
     * @throws IllegalStateException if the library is not there, or is a module
     */
    public static ChronicleEmbeddingCache open(Path folder, CacheOptions options) throws IOException {
        ChronicleFlags.require();
        // Read once, when the library is used first.
        System.setProperty("chronicle.analytics.disable", "true");
        CacheFolder held = CacheFolder.open(folder, CacheHeader.Kind.CHRONICLE_MAP);
        ChronicleEntries entries;
        long bytes;
        try {
            CacheHeader header = held.header();
            bytes = header == null ? 0 : header.bytes();
            entries = ChronicleEntries.open(held, options);
        } catch (Throwable e) {
            held.close();
            throw e;
        }
        try {
            return new ChronicleEmbeddingCache(held, entries, options, bytes);
        } catch (Throwable e) {
            entries.close(-1);
            throw e;
        }
    }

    /**
     * Returns the flags that a JVM needs to open such a cache, on a class path.
     *
     * @return each as one argument of the command {@code java}
     */
    public static List<String> jvmFlags() {
        return ChronicleFlags.all();
    }
}
