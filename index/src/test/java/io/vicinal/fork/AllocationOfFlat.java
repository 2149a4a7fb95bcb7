package io.vicinal.fork;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.index.IdSet;
import io.vicinal.index.Plan;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Prints how many bytes a search takes of the heap. */
public final class AllocationOfFlat {
    private static final int DIMENSION = 16;

    /** The ids that are looked up, where few are allowed. */
    private static final IdSet FEW = IdSet.of(LongStream.range(100, 300).toArray());

    private AllocationOfFlat() {}

    /**
     * Measures again and again until that is no more than the first argument says, since code that is not compiled takes what the compiler later does
     * without. The others say how many rows there are, how they are encoded, and how the rows allowed are found.
     */
    public static void main(String[] arguments) throws Exception {
        long enough = Long.parseLong(arguments[0]);
        int rows = Integer.parseInt(arguments[1]);
        EncodingKind encoding = EncodingKind.valueOf(arguments[2]);
        Plan plan = Plan.valueOf(arguments[3]);
        Random random = new Random(1);
        float[] vectors = new float[rows * DIMENSION];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = random.nextFloat(-1, 1);
        }
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            float[] vector = new float[DIMENSION];
            System.arraycopy(vectors, random.nextInt(rows) * DIMENSION, vector, 0, DIMENSION);
            Query query = Query.of(vector);
            queries.add(plan == Plan.SCAN ? query.filter(id -> id % 3 != 0) : query.filter(FEW));
        }
        try (VectorIndex index = VectorIndex.builder(DIMENSION, Metric.COSINE)
                .flat(scan -> scan.encoding(encoding))
                .create()) {
            index.addAll(LongStream.range(0, rows).toArray(), vectors);
            if (index.search(queries.get(0)).plan() != plan) {
                throw new AssertionError(index.search(queries.get(0)));
            }
            long least = Long.MAX_VALUE;
            for (long end = System.nanoTime() + 12_000_000_000L; least > enough && System.nanoTime() < end; ) {
                long before = allocated();
                for (int i = 0; i < queries.size(); i++) {
                    index.search(queries.get(i));
                }
                least = Math.min(least, (allocated() - before) / queries.size());
            }
            System.out.println(least);
        }
    }

    /** By reflection, since the module has no need to read {@code jdk.management} otherwise. */
    private static long allocated() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Method allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        return (long) allocated.invoke(bean);
    }
}
