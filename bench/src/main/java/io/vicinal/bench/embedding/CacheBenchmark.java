package io.vicinal.bench.embedding;

import io.vicinal.bench.BenchFolder;
import io.vicinal.bench.RandomFloats;
import io.vicinal.embedding.cache.CacheKey;
import io.vicinal.embedding.cache.CacheOptions;
import io.vicinal.embedding.cache.ChronicleEmbeddingCache;
import io.vicinal.embedding.cache.EmbeddingCache;
import io.vicinal.embedding.cache.InMemoryEmbeddingCache;
import io.vicinal.embedding.cache.MvStoreEmbeddingCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** One vector out of a cache, in random order, in the JVM that filled it. The flags are those that Chronicle Map needs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xmx2g",
            "--add-modules=jdk.compiler",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
public class CacheBenchmark {
    /** Where vectors are kept. */
    public enum Kind {
        /** On the heap. */
        MEMORY,
        /** In a folder, by MVStore. */
        MVSTORE,
        /** In a folder, by Chronicle Map. */
        CHRONICLE
    }

    /** Which cache. */
    @Param
    public Kind kind = Kind.MEMORY;

    /** Vectors in the cache. */
    @Param("20000")
    public int entries;

    /** Floats in a vector. */
    @Param("1536")
    public int dimension;

    private final SplittableRandom random = new SplittableRandom(1);
    private CacheKey[] keys = new CacheKey[0];
    private @Nullable Path folder;
    private @Nullable EmbeddingCache cache;

    /** Called by JMH. */
    public CacheBenchmark() {}

    /** Fills a cache. */
    @Setup
    public void fill() throws IOException {
        folder = Files.createTempDirectory(BenchFolder.path(), "vicinal-cache");
        cache = open(folder);
        keys = new CacheKey[entries];
        for (int i = 0; i < entries; i++) {
            keys[i] = CacheKey.of("bench", "text " + i);
            cache.put(keys[i], RandomFloats.next(random, dimension));
        }
        cache.flush();
    }

    private EmbeddingCache open(Path where) throws IOException {
        CacheOptions options = CacheOptions.defaults();
        return switch (kind) {
            case MEMORY -> InMemoryEmbeddingCache.create(options);
            case MVSTORE -> MvStoreEmbeddingCache.open(where.resolve("cache"), options);
            case CHRONICLE -> ChronicleEmbeddingCache.open(where.resolve("cache"), options);
        };
    }

    /** Returns a vector; that there is none is a failure. */
    @Benchmark
    public float[] get() {
        float[] vector = Objects.requireNonNull(cache).get(keys[random.nextInt(keys.length)]);
        return Objects.requireNonNull(vector);
    }

    /** Removes the cache. */
    @TearDown
    public void remove() throws IOException {
        Objects.requireNonNull(cache).close();
        List<Path> files;
        try (Stream<Path> all = Files.walk(Objects.requireNonNull(folder))) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
