package io.vicinal.collection.filter.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.filter.RandomFilters;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.collection.metadata.RandomMetadata;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class MetadataIndexTest {
    private final MetadataIndex index = new MetadataIndex();

    /** What is in the index. */
    private final Map<Integer, Metadata> documents = new TreeMap<>();

    private void add(int ordinal, Metadata metadata) {
        index.add(ordinal, metadata);
        documents.put(ordinal, metadata);
    }

    /** Compares an answer with what asking each document gives. */
    private void verify(Filter filter) {
        RoaringBitmap expected = new RoaringBitmap();
        documents.forEach((ordinal, metadata) -> {
            if (filter.matches(metadata)) {
                expected.add(ordinal);
            }
        });
        RoaringBitmap found = index.candidates(filter);
        assertThat(found).as(filter.toString()).isEqualTo(expected);
        Bounds bounds = index.estimate(filter);
        assertThat(bounds.atLeast()).as(filter.toString()).isBetween(0L, found.getLongCardinality());
        assertThat(bounds.atMost()).as(filter.toString()).isBetween(found.getLongCardinality(), (long)
                documents.size());
        // Spoiling an answer must not spoil the index.
        found.add(0L, 1_000_000L);
        assertThat(index.candidates(filter)).isEqualTo(expected);
    }

    @Test
    void findsWhatAScanFinds() {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            RandomMetadata metadata = new RandomMetadata(random);
            RandomFilters filters = new RandomFilters(random);
            int base = documents.isEmpty() ? 0 : ((TreeMap<Integer, Metadata>) documents).lastKey() + 1;
            for (int i = 0; i < 200; i++) {
                add(base + i * (1 + seed * 100), metadata.next());
            }
            for (int i = 0; i < 40; i++) {
                verify(filters.next(3));
            }
        }
        assertThat(documents).hasSizeGreaterThan(1_500);
        assertThat(index.size()).isEqualTo(documents.size());
        assertThat(index.estimate(Filter.parse("exists(missing)"))).isEqualTo(new Bounds(0, 0));
    }

    /** Many numbers, of which some are common, in and out of order, and many texts. */
    @Test
    void findsWhatAScanFindsAmongMany() {
        Random random = new Random(7);
        for (int ordinal = 0; ordinal < 12_000; ordinal++) {
            Metadata.Builder builder = Metadata.builder()
                    .put("time", 1_000_000L + ordinal / 3)
                    .put("skewed", (long) Math.exp(random.nextDouble() * 8))
                    .put("lang", random.nextInt(3) == 0 ? "de" : "fr")
                    .put("name", "name " + random.nextInt(3_000));
            if (random.nextInt(10) > 0) {
                builder.put("price", random.nextInt(4) == 0 ? 9.99 : random.nextGaussian());
            } else {
                builder.put("price", random.nextInt(3));
            }
            add(ordinal, builder.build());
        }
        verifyAmongMany(random);
    }

    private void verifyAmongMany(Random random) {
        verify(Filter.field("lang").eq("de"));
        verify(Filter.field("name").contains("name"));
        for (int i = 0; i < 8; i++) {
            long time = 1_000_000L + random.nextInt(4_000);
            verify(Filter.field("time").ge(time).and(Filter.field("time").lt(time + random.nextInt(3_000))));
            verify(Filter.field("time").lt(time));
            verify(Filter.field("skewed")
                    .eq(random.nextInt(20))
                    .or(Filter.field("skewed").gt(random.nextInt(3_000))));
            verify(Filter.field("price").le(random.nextGaussian()));
            verify(Filter.field("price").in(9.99, 1, 2.0));
            verify(Filter.field("price").ne(9.99));
            verify(Filter.field("name").contains("9" + random.nextInt(10)));
            verify(Filter.field("name").gt("name " + random.nextInt(3_000)));
            verify(Filter.not(Filter.field("name").eq("name " + random.nextInt(3_000))));
        }
    }

    @Test
    void estimatesExactlyWhereItSaysSo() {
        Random random = new Random(8);
        RandomMetadata metadata = new RandomMetadata(random);
        for (int ordinal = 0; ordinal < 2_000; ordinal++) {
            add(ordinal, metadata.next());
        }
        for (String text : List.of(
                "a = 'de'",
                "a != 1",
                "year > 0.5",
                "year <= 9007199254740993",
                "a = true",
                "exists(a)",
                "not (a < 2)")) {
            assertThat(index.estimate(Filter.parse(text)).exact()).isTrue();
        }
    }

    @Test
    void refusesWhatCannotBe() {
        Metadata metadata = Metadata.builder().put("a", 1).build();
        index.add(3, metadata);
        refuses(() -> index.add(3, metadata), "ordinal 3 is in the index already");
        refuses(() -> index.add(-1, metadata), "ordinal must be between 0 and 2147483646 but is -1");
        assertThat(index.candidates(Filter.parse("a = 1"))).isEqualTo(RoaringBitmap.bitmapOf(3));
    }

    private static void refuses(Runnable action, String message) {
        assertThatIllegalArgumentException().isThrownBy(action::run).withMessage(message);
    }

    /** One thread adds documents, two at a time; the others always see both or neither. */
    @Test
    void readersSeeNoChangeHalfDone() throws Exception {
        Metadata here = Metadata.builder().put("place", "here").put("n", 1).build();
        Metadata there = Metadata.builder().put("place", "there").put("n", 2.5).build();
        AtomicBoolean done = new AtomicBoolean();
        Callable<Integer> reader = () -> {
            Filter filter = Filter.parse("place = 'here' and n < 2 or n = 2.5 and exists(place)");
            int wrong = 0;
            while (!done.get()) {
                RoaringBitmap found = index.candidates(filter);
                wrong += found.getCardinality() % 2;
                wrong += found.isEmpty() || found.last() == found.getCardinality() - 1 ? 0 : 1;
                Bounds bounds = index.estimate(Filter.parse("n != 1 or n = 1"));
                wrong += bounds.atMost() % 2 == 0 ? 0 : 1;
            }
            return wrong;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
            for (int i = 0; i < 8_000; i += 2) {
                int even = i;
                index.together(() -> {
                    index.add(even, here);
                    index.add(even + 1, there);
                });
            }
            done.set(true);
            for (Future<Integer> each : readers) {
                assertThat(each.get()).isZero();
            }
        }
    }
}
