package io.vicinal.collection.filter.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.filter.RandomFilters;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.collection.metadata.RandomMetadata;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** An index that is saved and opened is the same, and damage to it is refused or does no harm. */
class SavedMetadataIndexTest {
    @TempDir
    private Path folder = Path.of("");

    private Path save(MetadataIndex index, String name) throws IOException {
        Path file = folder.resolve(name);
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            writer.begin("before");
            index.save(writer);
            writer.begin("after");
            writer.commit();
        }
        return file;
    }

    private static MetadataIndex open(Path file) throws IOException {
        try (Snapshot snapshot = Snapshot.open(file)) {
            return MetadataIndex.open(snapshot);
        }
    }

    private static void verify(MetadataIndex index, Map<Integer, Metadata> documents, Filter filter) {
        RoaringBitmap expected = new RoaringBitmap();
        documents.forEach((ordinal, metadata) -> {
            if (filter.matches(metadata)) {
                expected.add(ordinal);
            }
        });
        assertThat(index.candidates(filter)).as(filter.toString()).isEqualTo(expected);
        Bounds bounds = index.estimate(filter);
        assertThat(expected.getLongCardinality()).as(filter.toString()).isBetween(bounds.atLeast(), bounds.atMost());
    }

    private static void add(MetadataIndex index, Map<Integer, Metadata> documents, int ordinal, Metadata metadata) {
        index.add(ordinal, metadata);
        documents.put(ordinal, metadata);
    }

    @Test
    void findsWhatAScanFindsWheneverItWasSaved() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            RandomMetadata metadata = new RandomMetadata(random);
            RandomFilters filters = new RandomFilters(random);
            int step = 1 + seed % 4 * 1_000;
            Map<Integer, Metadata> documents = new TreeMap<>();
            MetadataIndex index = new MetadataIndex();
            for (int ordinal = 0; ordinal < 4 * 100 * step; ordinal += step) {
                if (ordinal % (100 * step) == 0) {
                    for (int i = 0; i < 20; i++) {
                        verify(index, documents, filters.next(3));
                    }
                    index = open(save(index, "saved"));
                    assertThat(index.size()).isEqualTo(documents.size());
                    for (int i = 0; i < 20; i++) {
                        verify(index, documents, filters.next(3));
                    }
                }
                add(index, documents, ordinal, metadata.next());
            }
        }
    }

    /** Large enough for leaves of all kinds, bits in words, and several chunks. */
    private static Map<Integer, Metadata> many(MetadataIndex index, int from, int to) {
        Random random = new Random(from);
        Map<Integer, Metadata> documents = new TreeMap<>();
        for (int ordinal = from; ordinal < to; ordinal++) {
            Metadata.Builder builder = Metadata.builder()
                    .put("lang", random.nextInt(3) == 0 ? "de" : "fr")
                    .put("name", "näme " + random.nextInt(3_000) + " \uFFFD")
                    .put("new", random.nextInt(4) == 0)
                    .put("skewed", (long) Math.exp(random.nextDouble() * 8))
                    .put("tags", List.of("t" + random.nextInt(9), "t" + random.nextInt(9)));
            if (random.nextInt(10) > 0) {
                builder.put("price", random.nextInt(4) == 0 ? 9.99 : random.nextGaussian());
            }
            add(index, documents, ordinal, builder.build());
        }
        return documents;
    }

    private static List<Filter> filtersOfMany() {
        return Stream.of(
                        "lang = 'de'",
                        "lang > 'de' and new = true",
                        "name contains '9'",
                        "name < 'näme 2'",
                        "new != true",
                        "tags contains 't3'",
                        "tags in ('t1', 't2')",
                        "skewed = 1",
                        "skewed >= 40 and skewed < 400",
                        "price = 9.99",
                        "price < 0.25",
                        "price > 10 or skewed > 2000",
                        "not exists(price)")
                .map(Filter::parse)
                .toList();
    }

    @Test
    void manyDocumentsAreFoundAfterSavingAndAddingMore() throws IOException {
        MetadataIndex index = new MetadataIndex();
        Map<Integer, Metadata> documents = many(index, 0, 30_000);
        MetadataIndex opened = open(save(index, "saved"));
        for (Filter filter : filtersOfMany()) {
            verify(opened, documents, filter);
        }
        documents.putAll(many(opened, 30_000, 40_000));
        for (Filter filter : filtersOfMany()) {
            verify(opened, documents, filter);
        }
    }

    @Test
    void sameDocumentsGiveTheSameBytes() throws IOException {
        MetadataIndex index = new MetadataIndex();
        MetadataIndex same = new MetadataIndex();
        many(index, 0, 5_000);
        many(same, 0, 5_000);
        byte[] bytes = Files.readAllBytes(save(index, "saved"));
        assertThat(Files.readAllBytes(save(index, "again"))).isEqualTo(bytes);
        assertThat(Files.readAllBytes(save(same, "same"))).isEqualTo(bytes);
        MetadataIndex opened = open(folder.resolve("saved"));
        assertThat(Files.readAllBytes(save(opened, "opened"))).isEqualTo(bytes);
        same.add(9_000, Metadata.of(Map.of()));
        assertThat(Files.readAllBytes(save(same, "other"))).isNotEqualTo(bytes);
    }

    @Test
    void nothingAndNearlyNothingIsSaved() throws IOException {
        MetadataIndex index = new MetadataIndex();
        index = open(save(index, "saved"));
        assertThat(index.size()).isZero();
        index.add(Integer.MAX_VALUE - 1, Metadata.of(Map.of("a", List.of())));
        index = open(save(index, "saved"));
        assertThat(index.candidates(Filter.parse("exists(a)")))
                .isEqualTo(RoaringBitmap.bitmapOf(Integer.MAX_VALUE - 1));
        assertThat(index.candidates(Filter.parse("a = 'x'")).isEmpty()).isTrue();
    }

    @Test
    void snapshotWithoutAnIndexIsRefused() throws IOException {
        Path file = folder.resolve("empty");
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            writer.commit();
        }
        assertThatExceptionOfType(CorruptFileException.class)
                .isThrownBy(() -> open(file))
                .withMessageContaining("there is no section 'meta'");
    }

    /** One thread adds documents two at a time, another saves: what is saved has both or neither, in all fields. */
    @Test
    void savesAStateBetweenTwoChanges() throws Exception {
        MetadataIndex index = new MetadataIndex();
        Metadata metadata =
                Metadata.builder().put("a", "x").put("b", 1).put("c", 2.5).build();
        AtomicInteger saved = new AtomicInteger();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> adding = threads.submit(() -> {
                for (int i = 0; i < 1_000 || (saved.get() < 50 && i < 50_000); i += 2) {
                    int even = i;
                    index.together(() -> {
                        index.add(even, metadata);
                        index.add(even + 1, metadata);
                    });
                }
            });
            while (!adding.isDone()) {
                MetadataIndex opened = MetadataIndex.read(Sections.input(Sections.bytes(index::write)));
                int size = opened.size();
                assertThat(size % 2).isZero();
                for (String text : List.of("a = 'x'", "b = 1", "c = 2.5", "exists(a)")) {
                    assertThat(opened.candidates(Filter.parse(text)).getCardinality())
                            .isEqualTo(size);
                }
                saved.incrementAndGet();
            }
            adding.get();
        }
    }

    /** A little of everything: a leaf of pairs, one of a single number, words of bits, few and many documents of a text. */
    private static byte[] aLittleOfEverything() {
        MetadataIndex index = new MetadataIndex();
        Random random = new Random(3);
        RandomMetadata metadata = new RandomMetadata(random);
        for (int ordinal = 0; ordinal < 60; ordinal++) {
            index.add(ordinal, metadata.next());
        }
        for (int ordinal = 60; ordinal < 660; ordinal++) {
            Metadata.Builder builder = Metadata.builder().put("a", ordinal % 16 == 0 ? ordinal : 7);
            if (ordinal % 30 == 0) {
                builder.put("b.c", "de").put("year", ordinal % 60 == 0);
            }
            index.add(ordinal, builder.build());
        }
        return Sections.bytes(index::write);
    }

    private static final List<Filter> FILTERS = filters();

    private static List<Filter> filters() {
        RandomFilters random = new RandomFilters(new Random(4));
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            filters.add(random.next(2));
        }
        for (String name : List.of("a", "`b.c`", "year", "tags")) {
            filters.add(Filter.parse(name + " > 1 and " + name + " != 7.5 or not " + name + " < 'e'"));
            filters.add(Filter.parse(name + " contains 'd' or " + name + " <= 7 or " + name + " = true"));
        }
        return filters;
    }

    /** Reads bytes, asks all filters and adds documents; tells whether the bytes were taken. */
    private static boolean taken(byte[] bytes) {
        MetadataIndex index;
        try {
            index = MetadataIndex.read(Sections.input(bytes));
        } catch (CorruptFileException e) {
            assertThat(e.offset()).isBetween(0L, (long) bytes.length);
            return false;
        }
        for (Filter filter : FILTERS) {
            index.estimate(filter);
            RoaringBitmap found = index.candidates(filter);
            assertThat(found.isEmpty() || found.last() >= 0).isTrue();
        }
        RoaringBitmap all = index.candidates(Filter.parse("not exists(missing)"));
        int next = all.isEmpty() ? 0 : all.last() + 1;
        for (int ordinal = next; ordinal >= 0 && ordinal < next + 3; ordinal++) {
            index.add(
                    ordinal,
                    Metadata.builder()
                            .put("a", 7)
                            .put("b.c", "de")
                            .put("year", 0.5)
                            .build());
        }
        assertThat(index.candidates(Filter.parse("a = 7")).contains(next)).isTrue();
        return true;
    }

    @Test
    void changedBytesAreRefusedOrDoNoHarm() {
        byte[] bytes = aLittleOfEverything();
        assertThat(taken(bytes)).isTrue();
        int refused = 0;
        Random random = new Random(5);
        for (int at = 0; at < bytes.length; at++) {
            byte right = bytes[at];
            for (int change : new int[] {0xFF, 1 << random.nextInt(8)}) {
                bytes[at] = (byte) (right ^ change);
                refused += taken(bytes) ? 0 : 1;
            }
            bytes[at] = right;
        }
        assertThat(refused).isGreaterThan(bytes.length);
    }

    @Test
    void cutOrLongerBytesAreRefused() {
        byte[] bytes = aLittleOfEverything();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(taken(Arrays.copyOf(bytes, length)))
                    .as("%d bytes", length)
                    .isFalse();
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> MetadataIndex.read(Sections.input(longer)))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("offset %d: it should end here but has 1 more bytes".formatted(bytes.length));
    }
}
