package io.vicinal.index.hnswlib;

import com.github.jelmerk.hnswlib.core.SearchResult;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import io.vicinal.index.GraphSettings;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.rows.IdRows;
import io.vicinal.index.search.Parts;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The library's graph over rows. Points are added while others are added and found; {@link #grow} is for one thread alone, since
 * the library lets go of what running searches still give back.
 */
final class Graph {
    private static final int LEAST_CAPACITY = 1024;

    /** Points added at once leave each other out as neighbours, which in a small graph would leave some without any. */
    private static final int SMALL = 100;

    private final GraphSettings settings;
    private final RowDistance distance;
    private final HnswIndex<Point, Point, Point, Float> index;
    private final AtomicInteger connected = new AtomicInteger();

    /**
     * The library lends out as many sets of visited marks as there are cores, and whoever waits for one may hold the lock of a node that
     * those wait for who have one. So no more than that many threads are let in.
     */
    private final Semaphore inside = new Semaphore(Runtime.getRuntime().availableProcessors());

    private int capacity;
    private int reserved;

    Graph(IndexSpec spec, IdRows rows, int expected) {
        settings = spec.graph();
        distance = new RowDistance(rows, spec.metric());
        capacity = Math.max(LEAST_CAPACITY, expected);
        // Searches say how many points they want, and the library looks for as many as that or as its own ef, which is
        // out of the way.
        index = HnswIndex.newBuilder(Point.DIMENSIONS, distance, Comparator.<Float>naturalOrder(), capacity)
                .withM(settings.connections())
                .withEfConstruction(settings.buildEffort())
                .withEf(1)
                .build();
    }

    GraphSettings settings() {
        return settings;
    }

    /** Number of points, those not yet connected included. */
    int points() {
        return reserved;
    }

    boolean hasRoom(int count) {
        return count <= capacity - reserved;
    }

    /** Takes room for points that will be connected; false if there is not enough. */
    boolean reserve(int count) {
        if (!hasRoom(count)) {
            return false;
        }
        reserved += count;
        return true;
    }

    /** Makes room for so many more points. Nobody may be using the graph meanwhile. */
    void grow(int count) {
        long needed = (long) reserved + count;
        if (needed > capacity) {
            long wanted = Math.max(needed, capacity + capacity / 2L);
            capacity = Math.toIntExact(Math.max(needed, Math.min(wanted, Integer.MAX_VALUE - 64)));
            index.resize(capacity);
        }
    }

    /** Shows the rows written meanwhile. */
    void refresh() {
        distance.refresh();
    }

    /** Connects rows for which room was reserved, on all cores. */
    void connect(int[] ordinals) {
        int alone = Math.clamp((long) SMALL - connected.get(), 0, ordinals.length);
        connect(ordinals, new AtomicInteger(), alone, 1);
        connect(
                ordinals,
                new AtomicInteger(alone),
                ordinals.length,
                Runtime.getRuntime().availableProcessors());
    }

    private void connect(int[] ordinals, AtomicInteger next, int end, int threads) {
        Parts.runUninterrupted(Math.min(threads, end - next.get()), part -> {
            for (int i = next.getAndIncrement(); i < end; i = next.getAndIncrement()) {
                connect(ordinals[i]);
            }
        });
    }

    private void connect(int ordinal) {
        inside.acquireUninterruptibly();
        try {
            distance.connecting(ordinal);
            index.add(new Point(ordinal));
        } finally {
            inside.release();
        }
        connected.incrementAndGet();
    }

    /**
     * Finds the points nearest to a query, removed ones among them, nearest first. The library's wait for a free set of visited
     * marks ends when a thread is interrupted; then it is asked again, and the thread stays interrupted.
     */
    List<SearchResult<Point, Float>> nearest(QueryPoint query, int count) {
        boolean interrupted = Thread.interrupted();
        inside.acquireUninterruptibly();
        try {
            while (true) {
                try {
                    return index.findNearest(query, count);
                } catch (RuntimeException e) {
                    if (!(e.getCause() instanceof InterruptedException)) {
                        throw e;
                    }
                    interrupted = true;
                }
            }
        } finally {
            inside.release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Estimates the heap that the library takes. A point with compressed references: itself 16 bytes, node 32, list of lists 24,
     * list of neighbours 40 and an int for each, place among the nodes 4, entry among the known ids 16 to 32, lock of its own 56.
     */
    long heapBytes() {
        long point = 16 + 32 + 24 + 40 + 2L * settings.connections() * Integer.BYTES + 4 + 24 + 56;
        long marks = (Runtime.getRuntime().availableProcessors() + 1L) * capacity / Byte.SIZE;
        return reserved * point + (capacity - reserved) * 4L + marks;
    }
}
