package io.vicinal.kernel;

import java.lang.foreign.Arena;
import java.lang.reflect.Method;
import java.util.Random;

/**
 * Runs in a JVM of its own, without an agent: says how few bytes a thousand calls of every bulk kernel
 * allocate, which must come to nothing as they warm up: else some of them are never compiled.
 */
final class AllocatedBytes {
    private AllocatedBytes() {}

    static void main(String[] arguments) throws ReflectiveOperationException {
        // By reflection, since the module that these tests are compiled in does not read the one with this class.
        Method allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        try (Arena arena = Arena.ofConfined()) {
            PlacedRows rows = new PlacedRows(arena, 4, 404, PlacedRows.random(new Random(1), 11, 100));
            float[] queries = PlacedRows.concatenated(PlacedRows.random(new Random(2), 5, 100));
            float[] query = rows.rows[0];
            long[] offsets = rows.offsets();
            float[] results = new float[55];
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 400 && least > 100; round++) {
                long before = (long) allocated.invoke(threads);
                for (int i = 0; i < 1000; i++) {
                    Kernels.dot(query, rows.segment, offsets, 11, results);
                    Kernels.squaredEuclidean(query, rows.segment, offsets, 11, results);
                    Kernels.cosine(query, rows.segment, offsets, 11, results);
                    Kernels.dot(queries, 5, 100, rows.segment, 4, 404, 11, results);
                    Kernels.squaredEuclidean(queries, 5, 100, rows.segment, 4, 404, 11, results);
                }
                least = Math.min(least, (long) allocated.invoke(threads) - before);
            }
            System.out.println(least);
        }
    }
}
