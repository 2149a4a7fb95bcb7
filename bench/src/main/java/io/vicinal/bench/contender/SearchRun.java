package io.vicinal.bench.contender;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Searches, timed one by one. What was found in the first pass goes to the file {@code rows.bin}: {@code k} little-endian ints for each
 * query, -1 where there are fewer. The nanoseconds of each search go to {@code nanos.bin}: little-endian longs, pass after pass.
 */
final class SearchRun {
    private static final int NONE = -1;

    private final List<Searcher> searchers = new ArrayList<>();
    private final int k;

    SearchRun(Contender contender, int threads, int k) throws Exception {
        for (int thread = 0; thread < threads; thread++) {
            searchers.add(contender.searcher());
        }
        this.k = k;
    }

    /** Returns seconds, and bytes allocated on the heap. */
    Map<String, ?> run(float[][] queries, int effort, int passes, @Nullable RowFilters filters, Path folder)
            throws Exception {
        Pass pass = new Pass(queries, effort, filters, new int[queries.length][k]);
        for (int[] rows : pass.found) {
            Arrays.fill(rows, NONE);
        }
        long[] nanos = new long[passes * queries.length];
        long start = System.nanoTime();
        long allocated = searchers.size() == 1 ? search(pass, nanos, 0) : searchOnThreads(pass, nanos);
        double seconds = (System.nanoTime() - start) / 1e9;
        writeFound(folder.resolve("rows.bin"), pass.found);
        writeNanos(folder.resolve("nanos.bin"), nanos);
        return Map.of("seconds", seconds, "allocated", allocated);
    }

    @SuppressWarnings("ArrayRecordComponent") // handed to the threads, never compared
    private record Pass(
            float[][] queries, int effort, @Nullable RowFilters filters, int[][] found) {}

    private long searchOnThreads(Pass pass, long[] nanos) throws Exception {
        List<Callable<Long>> parts = new ArrayList<>();
        for (int thread = 0; thread < searchers.size(); thread++) {
            int first = thread;
            parts.add(() -> search(pass, nanos, first));
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(parts.size())) {
            long allocated = 0;
            for (Future<Long> part : executor.invokeAll(parts)) {
                allocated += part.get();
            }
            return allocated;
        }
    }

    /** Searches for one thread's share of the queries, in all passes, and returns what that allocated. */
    private long search(Pass pass, long[] nanos, int thread) throws Exception {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        Searcher searcher = searchers.get(thread);
        int count = pass.queries.length;
        int[] rows = new int[k];
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int first = 0; first < nanos.length; first += count) {
            for (int query = thread; query < count; query += searchers.size()) {
                RowFilter filter = pass.filters == null ? null : pass.filters.of(query);
                long start = System.nanoTime();
                int found = searcher.search(pass.queries[query], pass.effort, filter, rows);
                nanos[first + query] = System.nanoTime() - start;
                if (first == 0) {
                    System.arraycopy(rows, 0, pass.found[query], 0, found);
                }
            }
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void writeFound(Path file, int[][] found) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(found.length * found[0].length * Integer.BYTES);
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        for (int[] rows : found) {
            for (int row : rows) {
                bytes.putInt(row);
            }
        }
        Files.write(file, bytes.array());
    }

    private static void writeNanos(Path file, long[] nanos) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(nanos.length * Long.BYTES);
        bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(nanos);
        Files.write(file, bytes.array());
    }
}
