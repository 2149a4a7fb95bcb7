package io.vicinal.bench.flat;

import io.vicinal.bench.BenchFolder;
import io.vicinal.bench.RandomFloats;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast one thread reads a mapped vector file from beginning to end, doing next to nothing with what it reads. No way is
 * the fastest on every processor, so there are several; the fastest is what flat search is measured by.
 *
 * <p>Loops count in int within blocks: with a long counter the compiler keeps a bounds check for each load.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ReadBandwidth {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final VectorSpecies<Long> WIDEST = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> BITS_256 = LongVector.SPECIES_256;
    private static final int BLOCK = 1 << 20;
    private static final int CACHE_LINE = 64;
    private static final int DIMENSION = 384;

    /** Memory to read, in MiB. */
    @Param("1024")
    public int mib;

    private @Nullable VectorFile file;
    private MemorySegment memory = MemorySegment.NULL;

    /** Writes the file. */
    @Setup
    public void fill() throws IOException {
        VectorFile filled = VectorFile.temporary(BenchFolder.path(), DIMENSION, Metric.DOT_PRODUCT);
        file = filled;
        SplittableRandom random = new SplittableRandom(1);
        int rowsOfBlock = BLOCK / (DIMENSION * Float.BYTES) + 1;
        for (int i = 0; i < mib; i++) {
            filled.appendAll(RandomFloats.next(random, rowsOfBlock * DIMENSION));
        }
        memory = filled.rows().segment().asSlice(filled.rows().offset(0), (long) mib * BLOCK);
    }

    /** Closes and deletes the file. */
    @TearDown
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** Reads every long. */
    @Benchmark
    public long longs() {
        long bits = 0;
        for (long block = 0; block < memory.byteSize(); block += BLOCK) {
            bits |= longs(memory, block);
        }
        return bits;
    }

    private static long longs(MemorySegment memory, long block) {
        long s0 = 0;
        long s1 = 0;
        long s2 = 0;
        long s3 = 0;
        for (int i = 0; i < BLOCK; i += CACHE_LINE) {
            s0 |= memory.get(LONG, block + i) | memory.get(LONG, block + i + 8);
            s1 |= memory.get(LONG, block + i + 16) | memory.get(LONG, block + i + 24);
            s2 |= memory.get(LONG, block + i + 32) | memory.get(LONG, block + i + 40);
            s3 |= memory.get(LONG, block + i + 48) | memory.get(LONG, block + i + 56);
        }
        return s0 | s1 | s2 | s3;
    }

    /** Reads a long of each cache line, which brings in all of it. */
    @Benchmark
    public long longOfEachLine() {
        long bits = 0;
        for (long block = 0; block < memory.byteSize(); block += BLOCK) {
            bits |= longOfEachLine(memory, block);
        }
        return bits;
    }

    private static long longOfEachLine(MemorySegment memory, long block) {
        long s0 = 0;
        long s1 = 0;
        for (int i = 0; i < BLOCK; i += 2 * CACHE_LINE) {
            s0 |= memory.get(LONG, block + i);
            s1 |= memory.get(LONG, block + i + CACHE_LINE);
        }
        return s0 | s1;
    }

    /** Reads vectors of the width that the processor prefers. */
    @Benchmark
    public long widestVectors() {
        long bits = 0;
        for (long block = 0; block < memory.byteSize(); block += BLOCK) {
            bits |= widestVectors(memory, block);
        }
        return bits;
    }

    private static long widestVectors(MemorySegment memory, long block) {
        int bytes = WIDEST.vectorByteSize();
        LongVector s0 = LongVector.zero(WIDEST);
        LongVector s1 = s0;
        LongVector s2 = s0;
        LongVector s3 = s0;
        for (int i = 0; i < BLOCK; i += 4 * bytes) {
            s0 = s0.or(LongVector.fromMemorySegment(WIDEST, memory, block + i, ORDER));
            s1 = s1.or(LongVector.fromMemorySegment(WIDEST, memory, block + i + bytes, ORDER));
            s2 = s2.or(LongVector.fromMemorySegment(WIDEST, memory, block + i + 2L * bytes, ORDER));
            s3 = s3.or(LongVector.fromMemorySegment(WIDEST, memory, block + i + 3L * bytes, ORDER));
        }
        return s0.or(s1).or(s2.or(s3)).lane(0);
    }

    /** Reads vectors of 256 bits, which some processors do faster than wider ones. */
    @Benchmark
    public long vectorsOf256Bits() {
        long bits = 0;
        for (long block = 0; block < memory.byteSize(); block += BLOCK) {
            bits |= vectorsOf256Bits(memory, block);
        }
        return bits;
    }

    private static long vectorsOf256Bits(MemorySegment memory, long block) {
        LongVector s0 = LongVector.zero(BITS_256);
        LongVector s1 = s0;
        LongVector s2 = s0;
        LongVector s3 = s0;
        for (int i = 0; i < BLOCK; i += 128) {
            s0 = s0.or(LongVector.fromMemorySegment(BITS_256, memory, block + i, ORDER));
            s1 = s1.or(LongVector.fromMemorySegment(BITS_256, memory, block + i + 32, ORDER));
            s2 = s2.or(LongVector.fromMemorySegment(BITS_256, memory, block + i + 64, ORDER));
            s3 = s3.or(LongVector.fromMemorySegment(BITS_256, memory, block + i + 96, ORDER));
        }
        return s0.or(s1).or(s2.or(s3)).lane(0);
    }
}
