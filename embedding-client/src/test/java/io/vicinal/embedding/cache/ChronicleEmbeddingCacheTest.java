package io.vicinal.embedding.cache;

import static io.vicinal.embedding.cache.Embeddings.key;
import static io.vicinal.embedding.cache.Embeddings.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vicinal.embedding.fork.CacheKind;
import io.vicinal.storage.CorruptFileException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChronicleEmbeddingCacheTest extends PersistentCacheContract {
    ChronicleEmbeddingCacheTest() {
        super(CacheKind.CHRONICLE);
    }

    @Override
    void assertKillIsNoticed() {
        assertThat(warnings)
                .isNotEmpty()
                .allSatisfy(warning -> assertThat(warning).contains("has been repaired"));
    }

    /** The library marks a file while it repairs it, and waits for a minute when it meets the mark. */
    @Test
    void aRepairThatWasBrokenOffIsDoneAgain() throws IOException {
        try (EmbeddingCache cache = open(options())) {
            cache.put(key(1), vector(1, DIMENSION));
        }
        Path place = folder.resolve("cache");
        try (CacheFolder held = CacheFolder.open(place, CacheHeader.Kind.CHRONICLE_MAP);
                RandomAccessFile entries = new RandomAccessFile(held.entries().toFile(), "rw")) {
            CacheHeader header = Objects.requireNonNull(held.header());
            held.use(header.capacity(), header.head());
            entries.seek(11);
            int sign = entries.read();
            entries.seek(11);
            entries.write(sign | 0x80);
        }
        assertThat(open(options()).get(key(1))).isEqualTo(vector(1, DIMENSION));
        assertThat(warnings).singleElement().asString().contains("has been repaired and holds 1 vectors");
    }

    /** Repaired, what is missing at its end would be made of zeros. */
    @Test
    void aFileThatIsShorterThanItWasMadeIsNotRepaired() throws IOException {
        open(options()).close();
        try (CacheFolder held = CacheFolder.open(folder.resolve("cache"), CacheHeader.Kind.CHRONICLE_MAP);
                RandomAccessFile entries = new RandomAccessFile(held.entries().toFile(), "rw")) {
            CacheHeader header = Objects.requireNonNull(held.header());
            held.use(header.capacity(), header.head());
            entries.setLength(entries.length() - 4096);
        }
        assertThatExceptionOfType(CorruptFileException.class)
                .isThrownBy(() -> open(options()))
                .withMessageContaining("4,096 bytes too early");
    }

    @Test
    void aFileThatWasNeverCompleteIsMadeAgain() throws IOException {
        Path place = folder.resolve("cache");
        try (CacheFolder held = CacheFolder.open(place, CacheHeader.Kind.CHRONICLE_MAP)) {
            held.startEntries(1000);
            assertThat(held.entries().toFile().createNewFile()).isTrue();
        }
        EmbeddingCache cache = open(options());
        cache.put(key(1), vector(1, DIMENSION));
        assertThat(cache.get(key(1))).isNotNull();
    }

    @Test
    void aHigherCapIsForTheNextCache() throws IOException {
        open(options().withMaxBytes(100_000)).close();
        EmbeddingCache cache = open(options().withMaxBytes(1_000_000));
        assertThat(warnings).singleElement().asString().contains("was made for 100,000 bytes");
        for (int i = 0; i < 200; i++) {
            cache.put(key(i), vector(i, DIMENSION));
        }
        assertThat(cache.statistics().bytes()).isBetween(50_000L, 100_000L);
        cache.clear();
        for (int i = 0; i < 200; i++) {
            cache.put(key(i), vector(i, DIMENSION));
        }
        assertThat(cache.statistics().bytes()).isGreaterThan(200 * DIMENSION * 4);
    }

    @Test
    void aFullMapStaysAsItWas() throws IOException {
        try (CacheFolder held = CacheFolder.open(folder.resolve("map"), CacheHeader.Kind.CHRONICLE_MAP)) {
            ChronicleEntries entries = ChronicleEntries.open(held, options().withMaxBytes(64 << 10));
            int put = fill(entries);
            assertThat(put).isGreaterThan(64);
            for (int i = 0; i < put; i++) {
                assertThat(entries.get(key(i))).hasSize(1000);
            }
            assertThat(entries.get(key(put))).isNull();
            assertThat(entries.size()).isEqualTo(put);
            entries.remove(key(0));
            entries.put(key(put), new byte[1000]);
            entries.close(0);
        }
    }

    /** Returns how many values fit. */
    private static int fill(ChronicleEntries entries) {
        for (int i = 0; ; i++) {
            try {
                entries.put(key(i), new byte[1000]);
            } catch (EntryStore.FullException e) {
                return i;
            }
        }
    }

    @Test
    void nobodyIsToldThatItIsUsed() throws IOException {
        open(options());
        System.clearProperty("chronicle.analytics.disable");
        // The folder is locked before the library is used, so this is what it would find.
        assertThatExceptionOfType(CacheInUseException.class).isThrownBy(() -> open(options()));
        assertThat(System.getProperty("chronicle.analytics.disable")).isEqualTo("true");
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("net.openhft.chronicle.analytics.Analytics"));
    }
}
