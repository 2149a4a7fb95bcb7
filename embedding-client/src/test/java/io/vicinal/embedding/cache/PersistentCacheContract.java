package io.vicinal.embedding.cache;

import static io.vicinal.embedding.cache.Embeddings.key;
import static io.vicinal.embedding.cache.Embeddings.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vicinal.embedding.fork.CacheKind;
import io.vicinal.embedding.fork.FillCache;
import io.vicinal.embedding.fork.ForkedJvm;
import io.vicinal.embedding.fork.OpenCache;
import io.vicinal.storage.CorruptFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every cache that outlives the process. */
abstract class PersistentCacheContract extends EmbeddingCacheContract {
    private static final int KILLS = 2;

    PersistentCacheContract(CacheKind kind) {
        super(kind);
    }

    private Path place() {
        return folder.resolve("cache");
    }

    private CacheKind otherKind() {
        return kind == CacheKind.CHRONICLE ? CacheKind.MV_STORE : CacheKind.CHRONICLE;
    }

    @Test
    void keepsVectorsAndTheirDays() throws IOException {
        CacheStatistics before;
        try (EmbeddingCache cache = open(options())) {
            for (int i = 0; i < 200; i++) {
                cache.put(key(i), vector(i, 1 + i));
            }
            before = cache.statistics();
        }
        clock.advance(3);
        try (EmbeddingCache cache = open(options().withMaxAgeDays(3))) {
            assertThat(cache.statistics().entries()).isEqualTo(200);
            assertThat(cache.statistics().bytes()).isEqualTo(before.bytes());
            for (int i = 0; i < 200; i++) {
                assertThat(cache.get(key(i))).isEqualTo(vector(i, 1 + i));
            }
            clock.advance(1);
            assertThat(cache.get(key(1))).isNull();
        }
        assertThat(warnings).isEmpty();
    }

    /** After opening, all has to be read from the file. */
    @Test
    void anInterruptedReaderHarmsNobody() throws IOException {
        try (EmbeddingCache cache = open(options())) {
            for (int i = 0; i < 500; i++) {
                cache.put(key(i), vector(i, DIMENSION));
            }
        }
        EmbeddingCache cache = open(options());
        Thread.currentThread().interrupt();
        for (int i = 0; i < 250; i++) {
            assertThat(cache.get(key(i))).isEqualTo(vector(i, DIMENSION));
        }
        cache.verify();
        assertThat(Thread.interrupted()).isTrue();
        for (int i = 250; i < 500; i++) {
            assertThat(cache.get(key(i))).isEqualTo(vector(i, DIMENSION));
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void isOpenOnceInAProcess() throws IOException {
        EmbeddingCache cache = open(options());
        Files.createDirectory(folder.resolve("other"));
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(CacheInUseException.class)
                    .isThrownBy(() -> kind.open(folder.resolve("other/../cache"), options()))
                    .withMessageContaining("is open already in this process");
        }
        cache.close();
        open(options()).put(key(1), vector(1, DIMENSION));
    }

    @Test
    void aSecondProcessIsToldWhoHasIt() throws Exception {
        EmbeddingCache cache = open(FillCache.options());
        ForkedJvm.Output second = ForkedJvm.run(
                ForkedJvm.withFlags(List.of("-cp", ForkedJvm.path(ForkedJvm.classPath()))),
                OpenCache.class,
                kind.name(),
                place().toString());
        assertThat(second.out())
                .singleElement()
                .asString()
                .contains(
                        place().toString(),
                        "in use by process " + ProcessHandle.current().pid() + ";");
        cache.put(key(1), vector(1, DIMENSION));
        assertThat(cache.get(key(1))).isNotNull();
    }

    @Test
    void whatAKilledProcessHadFlushedIsThere() throws Exception {
        int kept = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            kept = fillUntilKilled(kept, kept + FillCache.BATCH * (1 + 7 * kill));
            try (EmbeddingCache cache = open(FillCache.options().withWarnings(warnings::add))) {
                for (int i = 0; i < kept; i++) {
                    assertThat(Arrays.equals(cache.get(FillCache.key(i)), FillCache.vector(i)))
                            .as("vector %d of %d", i, kept)
                            .isTrue();
                }
                for (int i = kept; i < kept + FillCache.BATCH; i++) {
                    float[] half = cache.get(FillCache.key(i));
                    assertThat(half == null || Arrays.equals(half, FillCache.vector(i)))
                            .isTrue();
                }
                assertThat(cache.verify().damaged()).isZero();
            }
        }
        assertKillIsNoticed();
        assertClosedKnowsItsBytes();
    }

    /** Some caches repair themselves without a word. */
    void assertKillIsNoticed() {}

    /** After a kill the entries were counted, now the number is taken from the header: both must do for a cap. */
    private void assertClosedKnowsItsBytes() throws IOException {
        long bytes;
        try (EmbeddingCache cache = open(FillCache.options())) {
            bytes = cache.statistics().bytes();
        }
        try (EmbeddingCache cache = open(FillCache.options())) {
            assertThat(cache.statistics().bytes()).isEqualTo(bytes).isPositive();
        }
    }

    /** Returns how many vectors the process said were there, at least so many. */
    private int fillUntilKilled(int first, int least) throws IOException {
        Process process = ForkedJvm.start(FillCache.class, kind.name(), place().toString(), Integer.toString(first));
        try (BufferedReader lines = process.inputReader()) {
            int kept = first;
            while (kept < least) {
                kept = Integer.parseInt(Objects.requireNonNull(lines.readLine(), "the process ended by itself"));
            }
            assertThatExceptionOfType(CacheInUseException.class)
                    .isThrownBy(() -> kind.open(place(), options()))
                    .withMessageContaining("in use by process " + process.pid() + ";");
            // Unlike that of the process, the method of its handle leaves the output open.
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                kept = Integer.parseInt(line);
            }
            return kept;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aDamagedHeaderIsRefused() throws IOException {
        fill();
        Path header = place().resolve("header");
        byte[] whole = Files.readAllBytes(header);
        for (int at : new int[] {0, 7, 8, 12, 16, 20, 24, 39, 60, whole.length - 1}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(header, damaged);
            assertRefused(header);
        }
        for (int length : new int[] {0, 63, whole.length - 1}) {
            Files.write(header, Arrays.copyOf(whole, length));
            assertRefused(header);
        }
        Files.delete(header);
        assertRefused(header);
        Files.write(header, whole);
        assertThat(open(options()).get(key(1))).isNotNull();
    }

    @Test
    void garbageInPlaceOfTheEntriesIsRefused() throws IOException {
        fill();
        Path entries = entries();
        byte[] garbage = new byte[100_000];
        Arrays.fill(garbage, (byte) 0xA5);
        Files.write(entries, garbage);
        assertRefused(entries);
    }

    @Test
    void aShortenedFileIsRefused() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(entries());
        for (int length : new int[] {whole.length - 1, whole.length / 2, 100, 1, 0}) {
            Files.write(entries(), Arrays.copyOf(whole, length));
            assertThat(assertRefused(entries()))
                    .hasMessageContaining("ends here, %,d bytes too early", whole.length - length);
        }
        Files.write(entries(), whole);
        assertThat(open(options()).get(key(1))).isNotNull();
    }

    @Test
    void aHeaderOfAnotherVersionIsRefused() throws IOException {
        fill();
        Path header = place().resolve("header");
        byte[] newer = Files.readAllBytes(header);
        newer[8] = 2;
        Files.write(header, newer);
        assertThat(assertRefused(header)).hasMessageContaining("format version is 2 but only 1 can be read");
        Files.write(header, "something else ".repeat(100).getBytes(StandardCharsets.US_ASCII));
        assertThat(assertRefused(header)).hasMessageContaining("begins with VICINALC, this one does not");
    }

    @Test
    void aLowerCapIsKeptFromTheFirstPut() throws IOException {
        try (EmbeddingCache cache = open(options())) {
            for (int i = 0; i < 300; i++) {
                cache.put(key(i), vector(i, DIMENSION));
            }
        }
        EmbeddingCache cache = open(options().withMaxBytes(200_000));
        assertThat(cache.statistics().entries()).isEqualTo(300);
        cache.put(key(300), vector(300, DIMENSION));
        assertThat(cache.statistics().bytes()).isBetween(100_000L, 200_000L);
        assertThat(cache.contains(key(300))).isTrue();
        assertThat(warnings).isEmpty();
    }

    /** Files may have holes, which are read as zeros. */
    @Test
    void aClearedCacheLeavesNothingOnTheDisk() throws IOException {
        EmbeddingCache cache = open(options());
        for (int i = 0; i < 300; i++) {
            cache.put(key(i), vector(i, DIMENSION));
        }
        cache.flush();
        assertThat(bytesOnDisk()).isGreaterThan(300 * DIMENSION * 3);
        cache.clear();
        assertThat(bytesOnDisk()).isLessThan(20_000);
        cache.put(key(1), vector(1, DIMENSION));
        cache.close();
        assertThat(open(options()).get(key(1))).isEqualTo(vector(1, DIMENSION));
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (byte value : Files.readAllBytes(entries())) {
            bytes += value == 0 ? 0 : 1;
        }
        return bytes;
    }

    @Test
    void lostEntriesAreALostCache() throws IOException {
        fill();
        Files.delete(entries());
        try (EmbeddingCache cache = open(options())) {
            assertThat(cache.get(key(1))).isNull();
            cache.put(key(1), vector(1, DIMENSION));
        }
        assertThat(open(options()).get(key(1))).isNotNull();
    }

    @Test
    void aCacheOfAnotherKindIsRefused() throws IOException {
        fill();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> otherKind().open(place(), options()))
                .withMessageContainingAll(place().toString(), "is a cache for", ", not for");
        assertThat(open(options()).get(key(1))).isNotNull();
    }

    private void fill() throws IOException {
        try (EmbeddingCache cache = open(options())) {
            cache.put(key(1), vector(1, DIMENSION));
        }
    }

    /** The large one of three files. */
    private Path entries() throws IOException {
        try (Stream<Path> files = Files.list(place())) {
            return files.filter(file -> file.getFileName().toString().startsWith("embeddings"))
                    .findAny()
                    .orElseThrow();
        }
    }

    private CorruptFileException assertRefused(Path file) {
        CorruptFileException corrupt = catchThrowableOfType(CorruptFileException.class, () -> open(options()));
        assertThat(corrupt).as("why it was refused").isNotNull();
        assertThat(corrupt.file()).isEqualTo(file);
        assertThat(corrupt).hasMessageContaining(file.toString());
        return corrupt;
    }
}
