package io.vicinal.fork;

import io.vicinal.index.IndexStats;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import java.util.Random;
import java.util.stream.LongStream;

/** A program that builds an index of the engine hnsw and prints how much heap that took, how much it says, what it says is mapped and what lies outside the heap. */
public final class HeapOfHnsw {
    private static final int ROWS = 20_000;
    private static final int DIMENSION = 64;

    private HeapOfHnsw() {}

    public static void main(String[] arguments) throws Exception {
        Random random = new Random(1);
        float[] vectors = new float[1_000 * DIMENSION];
        long before = used();
        try (VectorIndex index = VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN)
                .threads(2)
                .hnsw(graph -> graph.connections(16).buildEffort(20))
                .create()) {
            for (int first = 0; first < ROWS; first += 1_000) {
                add(index, first, vectors, random);
            }
            long taken = used() - before;
            IndexStats stats = index.stats();
            System.out.println(taken);
            System.out.println(stats.heapBytes());
            System.out.println(stats.mappedBytes());
            System.out.println(stats.offHeapBytes());
        }
    }

    private static void add(VectorIndex index, int first, float[] vectors, Random random) {
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = random.nextFloat();
        }
        index.addAll(LongStream.range(first, first + 1_000).toArray(), vectors);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
