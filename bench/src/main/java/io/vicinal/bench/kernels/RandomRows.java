package io.vicinal.bench.kernels;

import io.vicinal.bench.RandomFloats;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Rows in native memory, of which each call scores others: {@value #ROWS} random ones, as a walk through a graph would. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public abstract class RandomRows {
    /** Rows scored in a call of the benchmark: enough for the choice of rows, about 1 ns each, not to count. */
    static final int ROWS = 64;

    private static final int CACHE_LINE = 64;
    private static final int FILL_FLOATS = 1 << 18;

    /** Floats in a row. */
    @Param({"128", "384", "768", "1536"})
    public int dimension;

    final long[] offsets = new long[ROWS];
    final float[] scores = new float[ROWS];
    float[] query = {};
    MemorySegment rows = MemorySegment.NULL;

    private final Arena arena = Arena.ofShared();
    private final String width;
    private long rowCount;
    private long stride;
    private long random = 1;

    RandomRows(String width) {
        this.width = width;
    }

    /** Returns how much memory the rows take, in MiB. */
    abstract double mib();

    /** Fills the memory. */
    @Setup
    public void fill() {
        Width.require(width);
        stride = (dimension * (long) Float.BYTES + CACHE_LINE - 1) & -CACHE_LINE;
        rowCount = Math.max(1, (long) (mib() * (1 << 20)) / stride);
        rows = arena.allocate(rowCount * stride, CACHE_LINE);
        SplittableRandom components = new SplittableRandom(1);
        query = RandomFloats.next(components, dimension);
        // The same numbers again and again: what counts is that each row has its own place in memory.
        MemorySegment fill = MemorySegment.ofArray(RandomFloats.next(components, FILL_FLOATS));
        for (long at = 0; at < rows.byteSize(); at += fill.byteSize()) {
            MemorySegment.copy(fill, 0, rows, at, Math.min(fill.byteSize(), rows.byteSize() - at));
        }
    }

    /** Frees the memory. */
    @TearDown
    public void free() {
        arena.close();
    }

    /** Chooses the rows to score next. */
    void choose() {
        for (int i = 0; i < ROWS; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            offsets[i] = (((random >>> 33) * rowCount) >>> 31) * stride;
        }
    }
}
