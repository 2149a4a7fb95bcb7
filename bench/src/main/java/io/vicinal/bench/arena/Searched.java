package io.vicinal.bench.arena;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a contender found, and how long it took.
 *
 * @param found for each query {@code k} row numbers, best first, -1 after the last
 * @param nanos of each search, over all passes
 * @param seconds wall time of all passes
 * @param allocatedBytes on the Java heap, over all searches; NaN where there is no Java
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Searched(int[][] found, long[] nanos, double seconds, double allocatedBytes) {
    static Searched read(Path folder, int k, int passes, double seconds, double allocatedBytes) throws IOException {
        LongBuffer nanos = bytes(folder.resolve("nanos.bin")).asLongBuffer();
        long[] all = new long[nanos.remaining()];
        nanos.get(all);
        IntBuffer rows = bytes(folder.resolve("rows.bin")).asIntBuffer();
        int[][] found = new int[all.length / passes][k];
        for (int[] query : found) {
            rows.get(query);
        }
        return new Searched(found, all, seconds, allocatedBytes);
    }

    private static ByteBuffer bytes(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Searches a second. */
    double qps() {
        return nanos.length / seconds;
    }

    double allocatedPerQuery() {
        return allocatedBytes / nanos.length;
    }
}
