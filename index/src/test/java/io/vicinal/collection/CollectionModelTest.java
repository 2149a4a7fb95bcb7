package io.vicinal.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.filter.RandomFilters;
import io.vicinal.index.BuildProgress;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A collection answers like a map whose values are compared one and all, whatever is done to it. */
@DisabledIfSystemProperty(
        named = "vicinal.test.expectedKernels",
        matches = "scalar",
        disabledReason = "forces files to disk again and again, the same ones in every execution")
class CollectionModelTest {
    private static final List<Metric> METRICS = List.of(Metric.COSINE, Metric.DOT_PRODUCT, Metric.EUCLIDEAN);
    private static final int STEPS = 120;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"flat, 15", "hnsw, 9"})
    void isLikeAMap(String engine, int runs) throws Exception {
        for (int run = 0; run < runs; run++) {
            Metric metric = METRICS.get(run % METRICS.size());
            try (Run one = new Run(folder.resolve(engine + run), engine, metric, run)) {
                one.go();
            } catch (AssertionError | Exception e) {
                throw new AssertionError("engine %s, run %d: %s".formatted(engine, run, e), e);
            }
        }
    }

    @Tag("stress")
    @ParameterizedTest
    @CsvSource({"flat, 2000", "hnsw, 1000"})
    void isLikeAMapForLong(String engine, int runs) throws Exception {
        isLikeAMap(engine, runs);
    }

    private static final class Run implements AutoCloseable {
        private final Path place;
        private final CollectionSpec spec;
        private final Random random;
        private final SeededChanges changes;
        private final RandomFilters filters;
        private final Model model;
        private Collection collection;
        private final Collection reader;

        Run(Path place, String engine, Metric metric, long seed) throws Exception {
            this.place = place;
            this.spec = SeededChanges.spec(engine, metric);
            this.random = new Random(seed);
            this.changes = new SeededChanges(seed);
            this.filters = new RandomFilters(random);
            this.model = new Model(metric);
            this.collection = Collection.create(place, spec);
            this.reader = Collection.openForReading(place);
        }

        void go() throws Exception {
            for (int step = 0; step < STEPS; step++) {
                SeededChanges.Change change = changes.at(step);
                change.apply(collection);
                change.apply(model);
                work(random.nextInt(50));
                ask(random.nextBoolean() ? collection : reader);
            }
            model.requireSame(reader);
            reopen();
            model.requireSame(collection);
            collection.compact();
            model.requireSame(collection);
            model.requireSame(reader);
            assertThat(collection.stats().rows()).isEqualTo(model.size());
            assertThat(Collection.verify(place).clean()).isTrue();
        }

        private void work(int kind) throws Exception {
            switch (kind) {
                case 0 -> collection.flush();
                case 1 -> collection.compact();
                case 2 -> collection.checkpoint();
                case 3 -> collection.connect(BuildProgress.NONE);
                case 4 -> reopen();
                case 5 -> collection.delete(id());
                default -> {}
            }
            if (kind == 5) {
                // Whatever that was, it is not there now.
                model.deleteAll(List.of(lastId));
            }
        }

        private String lastId = "";

        private String id() {
            lastId = model.size() == 0 || random.nextInt(4) == 0
                    ? "none"
                    : model.all().get(random.nextInt(model.size())).id();
            return lastId;
        }

        private void reopen() throws Exception {
            collection.close();
            collection = Collection.open(place, spec);
            assertThat(collection.stats().notes()).isEmpty();
        }

        private void ask(Collection asked) {
            switch (random.nextInt(6)) {
                case 0 -> model.requireSame(asked);
                case 1 -> get(asked, id());
                case 2 -> search(asked);
                case 3 -> groups(asked);
                case 4 -> diverse(asked);
                default -> scroll(asked);
            }
        }

        private void get(Collection asked, String id) {
            assertThat(asked.get(id).isPresent()).isEqualTo(model.has(id));
            asked.get(id)
                    .ifPresent(document ->
                            assertThat(model.same(model.get(id), document)).isTrue());
        }

        private List<Filter> filter() {
            return random.nextBoolean() ? List.of() : List.of(filters.next(2));
        }

        private SearchRequest request(float[] vector, int k, List<Filter> wanted) {
            SearchRequest request = SearchRequest.of(vector).k(k).effort(1_000);
            return wanted.isEmpty() ? request : request.filter(wanted.getFirst());
        }

        private void search(Collection asked) {
            float[] vector = SeededChanges.vector(random);
            int k = 1 + random.nextInt(80);
            List<Filter> wanted = filter();
            List<Model.Hit> nearest = model.nearest(vector, wanted);
            model.requireHits(asked.search(request(vector, k, wanted)).hits(), nearest, k);
            if (nearest.size() > 1) {
                float above = nearest.get(0).score();
                float below = nearest.get(1).score();
                if (above - below > 0.01f) {
                    SearchRequest strict = request(vector, k, wanted).minScore((above + below) / 2);
                    model.requireHits(asked.search(strict).hits(), nearest.subList(0, 1), k);
                }
            }
        }

        private void groups(Collection asked) {
            float[] vector = SeededChanges.vector(random);
            int k = 1 + random.nextInt(10);
            List<Filter> wanted = filter();
            String field = random.nextBoolean() ? "number" : "year";
            List<SearchHit> hits =
                    asked.search(request(vector, k, wanted).groupBy(field)).hits();
            model.requireHits(hits, Model.groups(model.nearest(vector, wanted), field), k);
            List<Object> values = hits.stream()
                    .map(hit -> hit.document().metadata().asMap().get(field))
                    .filter(value -> value != null)
                    .toList();
            assertThat(values).doesNotHaveDuplicates();
        }

        private void diverse(Collection asked) {
            float[] vector = SeededChanges.vector(random);
            int k = 1 + random.nextInt(10);
            List<Filter> wanted = filter();
            List<Model.Hit> nearest = model.nearest(vector, wanted);
            List<SearchHit> hits =
                    asked.search(request(vector, k, wanted).diversity(0.5f)).hits();
            assertThat(hits).hasSize(Math.min(k, nearest.size()));
            hits.forEach(model::requireHit);
            Set<String> best = nearest.stream()
                    .limit(4L * k + 1)
                    .map(hit -> hit.document().id())
                    .collect(Collectors.toSet());
            Set<String> seen = new HashSet<>();
            for (SearchHit hit : hits) {
                assertThat(best).contains(hit.document().id());
                assertThat(seen.add(hit.document().id())).isTrue();
            }
        }

        /** Page by page, with changes of generations and some new documents between pages, which come last. */
        private void scroll(Collection asked) {
            List<Filter> wanted = filter();
            List<Document> expected = model.all().stream()
                    .filter(document -> wanted.stream().allMatch(one -> one.matches(document.metadata())))
                    .toList();
            ScrollRequest request = ScrollRequest.all().limit(1 + random.nextInt(20));
            request = wanted.isEmpty() ? request : request.filter(wanted.getFirst());
            List<Document> read = new ArrayList<>();
            OptionalLong next = OptionalLong.of(0);
            while (next.isPresent()) {
                Page page = asked.scroll(request.after(next.getAsLong()));
                read.addAll(page.documents());
                next = page.next();
                if (random.nextInt(200) == 0) {
                    compact();
                }
            }
            assertThat(read)
                    .extracting(Document::id)
                    .isEqualTo(expected.stream().map(Document::id).toList());
        }

        private void compact() {
            try {
                collection.compact();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
            collection.close();
        }
    }

    @Test
    void aCursorOfBeforeACompactionSeesWhatIsPutAfterIt() throws Exception {
        try (Collection collection =
                Collection.create(folder.resolve("cursor"), SeededChanges.spec("flat", Metric.EUCLIDEAN))) {
            Random random = new Random(3);
            for (int i = 0; i < 12; i++) {
                collection.put(SeededChanges.document("id " + i, random, i));
            }
            long cursor =
                    collection.scroll(ScrollRequest.all().limit(10)).next().orElseThrow();
            collection.deleteAll(List.of("id 8", "id 9", "id 10", "id 11"));
            collection.compact();
            collection.put(SeededChanges.document("new", random, 13));
            assertThat(collection.scroll(ScrollRequest.all().after(cursor)).documents())
                    .extracting(Document::id)
                    .containsExactly("new");
        }
    }
}
