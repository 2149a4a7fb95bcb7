package io.vicinal.bench.flat;

import io.vicinal.bench.BenchFolder;
import io.vicinal.bench.RandomFloats;
import io.vicinal.index.Hits;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Whole exact searches, in as many rows as fill the memory given: by default far more than any cache holds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class FlatSearch {
    private static final int QUERIES = 8;
    private static final int CHUNK_FLOATS = 1 << 20;

    /** How rows are compared. Cosine searches unit rows with the kernel of dot, so it is not among the usual values. */
    @Param({"dot", "euclidean"})
    public String metric = "dot";

    /** Floats in a row. */
    @Param({"128", "384", "768", "1536"})
    public int dimension;

    /** Memory of the rows, in MiB. */
    @Param("1024")
    public int mib;

    private List<Query> queries = List.of();
    private int next;
    private @Nullable VectorIndex index;

    /** Fills the index. */
    @Setup
    public void fill() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        queries = Stream.generate(
                        () -> Query.of(RandomFloats.next(random, dimension)).k(10))
                .limit(QUERIES)
                .toList();
        VectorIndex filled = VectorIndex.builder(dimension, Metric.ofLabel(metric))
                .flat()
                .directory(BenchFolder.path())
                .create();
        index = filled;
        int rows = Math.toIntExact(((long) mib << 20) / ((long) dimension * Float.BYTES));
        int chunk = Math.max(1, CHUNK_FLOATS / dimension);
        for (int from = 0; from < rows; from += chunk) {
            int to = Math.min(rows, from + chunk);
            filled.addAll(LongStream.range(from, to).toArray(), RandomFloats.next(random, (to - from) * dimension));
        }
    }

    /** Closes the index. */
    @TearDown
    public void close() {
        index().close();
    }

    /** Answers one query. */
    @Benchmark
    public Hits oneQuery() {
        return index().search(nextQuery());
    }

    /** Answers eight queries together, on one thread; the time is that of one. */
    @Benchmark
    @OperationsPerInvocation(QUERIES)
    public List<Hits> eightQueriesAPass() {
        return index().searchAll(queries, 1);
    }

    /** Answers one query on two cores. */
    @Benchmark
    public Hits twoThreads() {
        return index().search(nextQuery().threads(2));
    }

    private Query nextQuery() {
        next = (next + 1) % QUERIES;
        return queries.get(next);
    }

    private VectorIndex index() {
        if (index == null) {
            throw new IllegalStateException("not filled");
        }
        return index;
    }
}
