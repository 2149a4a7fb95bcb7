package io.vicinal.embedding.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.fork.CacheKind;
import io.vicinal.embedding.fork.ForkedJvm;
import io.vicinal.embedding.fork.StressCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fills caches several times over with all cores, in a process that is killed twice. Writes more than half a gigabyte. */
@Tag("stress")
class CacheStressTest {
    /** What the threads of a killed process had put but not made room for; the next put does. */
    private static final long UNEVICTED = 8 * 7_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(value = CacheKind.class, mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
    void nothingWrongComesBack(CacheKind kind) throws Exception {
        int reached = run(kind, 0, StressCache.ENTRIES / 3);
        assertRight(kind, reached);
        reached = run(kind, reached, StressCache.ENTRIES * 2 / 3);
        assertRight(kind, reached);
        long evicted = run(kind, reached, Integer.MAX_VALUE);
        assertThat(evicted).as("vectors evicted").isPositive();
        assertRight(kind, StressCache.ENTRIES);
    }

    /** Kills the process once it has come so far; returns the last number that it said, which is that of evictions if it came to its end. */
    private int run(CacheKind kind, int first, int far) throws Exception {
        Process process = ForkedJvm.start(StressCache.class, kind.name(), folder.toString(), Integer.toString(first));
        int reached = first;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reached = Integer.parseInt(line);
                if (reached >= far) {
                    process.toHandle().destroyForcibly();
                }
            }
            if (far > StressCache.ENTRIES) {
                assertThat(process.waitFor()).isZero();
            }
            return reached;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void assertRight(CacheKind kind, int reached) throws IOException {
        Queue<String> warnings = new ConcurrentLinkedQueue<>();
        try (EmbeddingCache cache = kind.open(folder, StressCache.options().withWarnings(warnings::add))) {
            CacheVerification verified = cache.verify();
            assertThat(verified.damaged()).isZero();
            assertThat(verified.checked()).isEqualTo(cache.statistics().entries());
            assertThat(cache.statistics().bytes())
                    .isBetween(StressCache.MAX_BYTES / 2, StressCache.MAX_BYTES + UNEVICTED);
            int found = 0;
            for (int i = 0; i < reached + 2_000; i++) {
                found += StressCache.requireRight(cache, i) ? 1 : 0;
            }
            assertThat(found).isGreaterThan((int) (StressCache.MAX_BYTES / 2 / 7_000));
            assertThat(warnings).allSatisfy(warning -> assertThat(warning).contains("has been repaired"));
        }
    }
}
