package io.vicinal.fork;

import com.github.jelmerk.hnswlib.core.DistanceFunctions;
import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import java.lang.ref.Reference;
import java.util.Random;
import java.util.stream.LongStream;

/** A program that prints how much heap rows take in the engine's index, how much it says, and how much in the library by itself. */
public final class HeapOfGraphs {
    private static final int FIRST = 200;
    private static final int ROWS = 2_000;
    private static final int DIMENSION = 512;

    private HeapOfGraphs() {}

    /** A vector on the heap, as the library is used by itself. */
    private static final class Document implements Item<Integer, float[]> {
        private static final long serialVersionUID = 1;

        private final Integer id;
        private final float[] vector;

        Document(Integer id, float[] vector) {
            this.id = id;
            this.vector = vector;
        }

        @Override
        public Integer id() {
            return id;
        }

        @Override
        public float[] vector() {
            return vector;
        }

        @Override
        public int dimensions() {
            return DIMENSION;
        }
    }

    public static void main(String[] arguments) throws Exception {
        ofEngine();
        ofLibrary();
    }

    private static void ofEngine() throws Exception {
        try (VectorIndex index = VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN)
                .hnswlib(graph -> graph.connections(16).buildEffort(20))
                .create()) {
            Random random = new Random(1);
            add(index, 0, FIRST, random);
            long before = used();
            long saidBefore = index.stats().heapBytes();
            add(index, FIRST, FIRST + ROWS, random);
            System.out.println(used() - before);
            System.out.println(index.stats().heapBytes() - saidBefore);
        }
    }

    private static void add(VectorIndex index, int from, int to, Random random) {
        for (int i = from; i < to; i += 100) {
            index.addAll(LongStream.range(i, i + 100).toArray(), floats(random, 100 * DIMENSION));
        }
    }

    private static void ofLibrary() throws Exception {
        HnswIndex<Integer, float[], Document, Float> index = HnswIndex.newBuilder(
                        DIMENSION, DistanceFunctions.FLOAT_EUCLIDEAN_DISTANCE, FIRST + ROWS)
                .withM(16)
                .withEfConstruction(20)
                .build();
        Random random = new Random(1);
        add(index, 0, FIRST, random);
        long before = used();
        try {
            add(index, FIRST, FIRST + ROWS, random);
            System.out.println(used() - before);
        } finally {
            Reference.reachabilityFence(index);
        }
    }

    /** One after the other, since the library does not wait for the end of the threads that it adds several with. */
    private static void add(HnswIndex<Integer, float[], Document, Float> index, int from, int to, Random random) {
        for (int i = from; i < to; i++) {
            index.add(new Document(i, floats(random, DIMENSION)));
        }
    }

    private static float[] floats(Random random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat();
        }
        return floats;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
