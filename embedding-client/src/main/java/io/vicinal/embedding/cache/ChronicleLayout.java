package io.vicinal.embedding.cache;

import net.openhft.chronicle.map.ChronicleMapBuilder;

/**
 * How a Chronicle Map is cut, for entries of any length that take so many bytes together. All is said to the library, so that its
 * own guesses, other ones in other versions, don't matter.
 *
 * @param capacity bytes that entries may take together, as {@link #cost} counts them
 */
record ChronicleLayout(long capacity) {
    /** Entries take whole chunks: vectors of 384 and 1,536 floats leave 12 % and 3 % of theirs empty. */
    private static final int CHUNK = 256;

    /** What an entry is counted for at least, since each takes one of the places that a segment has for keys. */
    private static final int LEAST = 1024;

    /** Key, checksum and length. */
    private static final int OVERHEAD = CacheKey.BYTES + 4 + 3;

    /** Eviction goes by segments, and threads wait for each other in a segment only. */
    private static final long SEGMENT_BYTES = 4 << 20;

    private static final long MAX_SEGMENTS = 256;

    /** Keys fall into segments by chance: a quarter more than the mean, and the extra tiers, are room for that. */
    private static final double SLACK = 1.25;

    private static final long FEWEST_CHUNKS = 64;

    /** Returns what an entry takes whose value has so many bytes. */
    static long cost(int valueBytes) {
        long chunks = (OVERHEAD + (long) valueBytes + CHUNK - 1) / CHUNK;
        return Math.max(LEAST, chunks * CHUNK);
    }

    private int segments() {
        return (int) Math.clamp(Long.highestOneBit(capacity / SEGMENT_BYTES), 1, MAX_SEGMENTS);
    }

    private long chunksPerSegment() {
        return Math.max(FEWEST_CHUNKS, (long) Math.ceil(capacity * SLACK / CHUNK / segments()));
    }

    ChronicleMapBuilder<byte[], byte[]> builder() {
        long chunks = chunksPerSegment();
        return ChronicleMapBuilder.of(byte[].class, byte[].class)
                .name("vicinal-embeddings")
                .constantKeySizeBySample(new byte[CacheKey.BYTES])
                .actualSegments(segments())
                .actualChunkSize(CHUNK)
                .actualChunksPerSegmentTier(chunks)
                .entriesPerSegment(chunks * CHUNK / LEAST)
                .entries(chunks * CHUNK / LEAST * segments())
                // Holes where nothing has been put yet: otherwise all of the file takes space from the start.
                .sparseFile(true)
                // Closing is written down beside it, which the library's own hook at the end of the process does not
                // do.
                .skipCloseOnExitHook(true);
    }
}
