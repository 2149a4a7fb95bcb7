package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HnswRowIndexTest extends RowIndexContract {
    HnswRowIndexTest() {
        super("hnsw");
    }

    private static final Query ANY = queries(1).getFirst();

    private IndexSpec spec(int threads, BuildProgress progress) {
        return new IndexSpec(
                DIMENSION, Metric.COSINE, folder, GraphSettings.DEFAULT, FlatSettings.DEFAULT, threads, progress);
    }

    private RowIndex connected(VectorFile file, int count) {
        RowIndex index = attach(file.metric(), file);
        index.connect(count);
        return index;
    }

    @Test
    void theGraphIsThatOfAnIndexWithTheSameRows() throws IOException {
        float[] vectors = vectors().next(3 * ROWS);
        VectorFile file = file(Metric.COSINE);
        file.appendAll(vectors);
        RowIndex rows = closed(engine().attach(spec(1, BuildProgress.NONE), file));
        rows.connect(3 * ROWS);
        VectorIndex index = closed(VectorIndex.builder(DIMENSION, Metric.COSINE)
                .engine("hnsw")
                .threads(1)
                .create());
        index.addAll(LongStream.range(0, 3 * ROWS).toArray(), vectors);
        for (Query query : queries(100)) {
            Hits expected = index.search(query);
            Hits hits = rows.search(query);
            assertThat(hits.ids()).isEqualTo(expected.ids());
            assertThat(hits.scored()).isEqualTo(expected.scored());
            assertThat(hits.plan()).isEqualTo(expected.plan());
        }
    }

    @Test
    void filtersLeadEveryWayToTheTruth() throws IOException {
        VectorFile file = file(Metric.COSINE, 3 * ROWS);
        RowIndex index = connected(file, 2 * ROWS);
        Truth truth = truth(file, 2 * ROWS);
        Random random = new Random(5);
        Set<Plan> plans = EnumSet.noneOf(Plan.class);
        for (double share : new double[] {0.001, 0.02, 0.1, 0.3, 0.9}) {
            // Rows that are not connected are allowed too, and still not found.
            long[] allowed = LongStream.range(0, 3 * ROWS)
                    .filter(row -> random.nextDouble() < share)
                    .toArray();
            IdSet set = IdSet.of(allowed);
            List<Query> queries = new ArrayList<>();
            for (Query query : queries(10)) {
                Query small = Query.of(query.vector()).k(5).effort(60);
                queries.add(small.filter(set));
                queries.add(small.filter(set::contains));
            }
            queries.forEach(query -> plans.add(index.search(query).plan()));
            assertThat(recall(index, 2 * ROWS, truth, queries))
                    .as("share %s", share)
                    .isGreaterThan(0.93);
        }
        assertThat(plans).contains(Plan.ALLOWED_SCAN, Plan.GRAPH);
        assertThat(index.search(Query.of(ANY.vector()).filter(IdSet.of(-1, 5, 2 * ROWS, 3 * ROWS, 1L << 40)))
                        .ids())
                .containsExactly(5);
    }

    @Test
    void anEarlierEndHidesWhatWasConnectedSince() throws IOException {
        VectorFile file = file(Metric.EUCLIDEAN, ROWS);
        RowIndex index = connected(file, ROWS);
        Truth truth = truth(file, ROWS / 2);
        List<Query> queries = new ArrayList<>(queries(20));
        queries(20).forEach(query -> queries.add(query.filter((long id) -> id % 3 == 0)));
        queries(20).forEach(query -> queries.add(query.filter(IdSet.of(5, ROWS / 2, ROWS - 1))));
        assertThat(recall(index, ROWS / 2, truth, queries)).isGreaterThan(0.95);
        assertThat(index.search(ANY, 0).size()).isZero();
        // Comparing all looks at no more than that either.
        assertThat(index.search(ANY.k(ROWS), 100).ids())
                .containsExactlyInAnyOrder(LongStream.range(0, 100).toArray());
    }

    @Test
    void connectsMoreAfterOpening() throws IOException {
        VectorFile file = file(Metric.DOT_PRODUCT, ROWS);
        Path saved = save(connected(file, 1_000));
        RowIndex opened = open(Metric.DOT_PRODUCT, file, saved);
        assertThat(opened.offHeapBytes()).isZero();
        opened.connect(ROWS);
        assertThat(opened.offHeapBytes()).isPositive();
        assertThat(recall(opened, ROWS, truth(file, ROWS), queries(50))).isGreaterThan(0.95);
        RowIndex again = open(Metric.DOT_PRODUCT, file, save(opened));
        assertThat(again.connected()).isEqualTo(ROWS);
        for (Query query : queries(20)) {
            assertThat(again.search(query).ids()).isEqualTo(opened.search(query).ids());
        }
    }

    @Test
    void searchesFollowAFileThatGrows() throws Exception {
        VectorFile file = file(Metric.COSINE);
        RowIndex index = attach(Metric.COSINE, file);
        float[] all = vectors().next(3 * ROWS);
        AtomicBoolean done = new AtomicBoolean();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(Thread.ofPlatform().start(() -> {
                try {
                    while (!done.get()) {
                        int end = index.connected();
                        for (Query query : List.of(ANY, ANY.filter((long id) -> id % 2 == 0))) {
                            Hits hits = index.search(query, end);
                            assertThat(hits.ids()).doesNotHaveDuplicates();
                            assertThat(hits.ids())
                                    .satisfies(
                                            ids -> assertThat(LongStream.of(ids).allMatch(id -> id < end))
                                                    .isTrue());
                            assertThat(hits.size()).isEqualTo(Math.min(10, end / query.k() * query.k()));
                        }
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        long mapped = file.mappedBytes();
        for (int count = 0; count < 3 * ROWS; count += 500) {
            float[] more = new float[500 * DIMENSION];
            System.arraycopy(all, count * DIMENSION, more, 0, more.length);
            file.appendAll(more);
            index.connect(count + 500);
        }
        done.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(failures).isEmpty();
        assertThat(file.mappedBytes()).isGreaterThan(mapped);
        assertThat(recall(index, 3 * ROWS, truth(file, 3 * ROWS), queries(30))).isGreaterThan(0.95);
    }

    @Test
    void anInterruptEndsConnectingBetweenBatches() throws IOException {
        VectorFile file = file(Metric.COSINE, ROWS);
        Thread connecting = Thread.currentThread();
        BuildProgress interrupting = (done, total, perSecond, remaining) -> connecting.interrupt();
        RowIndex index = closed(engine().attach(spec(2, interrupting), file));
        connecting.interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> index.connect(ROWS))
                .withMessage("interrupted when 0 of 3000 rows were connected");
        assertThat(Thread.interrupted()).isTrue();
        int calls = 0;
        while (index.connected() < ROWS) {
            int before = index.connected();
            try {
                index.connect(ROWS);
            } catch (CancellationException e) {
                calls++;
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
            // Also where the last report came after the last batch.
            Thread.interrupted();
            assertThat(index.connected()).isGreaterThan(before);
            assertThat(recall(index, index.connected(), truth(file, index.connected()), queries(20)))
                    .isGreaterThan(0.95);
            assertThat(open(Metric.COSINE, file, save(index)).connected()).isEqualTo(index.connected());
        }
        assertThat(calls).isLessThan(4);
    }

    @Test
    void whatFailedOnceConnectsNoMoreButCanBeSearched() throws IOException {
        VectorFile file = file(Metric.COSINE, ROWS);
        Truth truth = truth(file, 1_000);
        RowIndex index = connected(file, 1_000);
        // What is beyond can't be read any more: 4096 for the header, 8192 for the entries, then rows of 64 bytes.
        try (FileChannel channel = FileChannel.open(file.file(), StandardOpenOption.WRITE)) {
            channel.truncate(4096 + 8192 + 1024 * 64);
        }
        assertThatThrownBy(() -> index.connect(ROWS)).isInstanceOf(InternalError.class);
        assertThatIllegalStateException()
                .isThrownBy(() -> index.connect(ROWS))
                .withMessageStartingWith("connecting rows has failed before: ");
        assertThatIllegalStateException().isThrownBy(() -> save(index));
        assertThat(index.connected()).isEqualTo(1_000);
        assertThat(recall(index, 1_000, truth, queries(20))).isGreaterThan(0.95);
    }

    @Test
    void aGraphThatLeadsNowhereConnectsNoMore() throws IOException {
        VectorFile file = file(Metric.COSINE, ROWS);
        RowIndex index = connected(file, 1_000);
        Path forged = new ForgedSections(save(index)).with("links", 0, ROWS, folder.resolve("forged"));
        RowIndex opened = open(Metric.COSINE, file, forged);
        assertThatThrownBy(() -> opened.connect(ROWS)).isInstanceOf(CorruptFileException.class);
        assertThatIllegalStateException()
                .isThrownBy(() -> opened.connect(ROWS))
                .withMessageStartingWith("connecting rows has failed before: " + forged);
        assertThatIllegalStateException().isThrownBy(() -> save(opened));
        assertThat(opened.connected()).isEqualTo(1_000);
    }

    @Test
    void moreRowsThanThereAreCannotBeConnected() throws IOException {
        RowIndex index = attach(Metric.COSINE, file(Metric.COSINE, 20));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.connect(21))
                .withMessage("21 rows can't be connected: the file has 20");
        assertThat(index.connected()).isZero();
    }

    @Test
    void numbersThatCannotBeAreRefused() throws IOException {
        VectorFile file = file(Metric.COSINE, 1_000);
        ForgedSections sections = new ForgedSections(save(connected(file, 1_000)));
        Path forged = folder.resolve("forged");
        for (String section : List.of("slots", "upper.links", "entry")) {
            sections.with(section, 0, 1_000, forged);
            assertThatThrownBy(() -> open(Metric.COSINE, file, forged))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("section " + section);
        }
        sections.with("entry", 2, -1, forged);
        assertThatThrownBy(() -> open(Metric.COSINE, file, forged)).hasMessageContaining("section entry");
        sections.with("rows.index", 2, 999, forged);
        assertThatThrownBy(() -> open(Metric.COSINE, file, forged)).hasMessageContaining("section links: it has ");
        sections.with("graph", 0, 1, forged);
        assertThatThrownBy(() -> open(Metric.COSINE, file, forged)).hasMessageContaining("section graph");
    }

    @Test
    void everySectionIsVerified() throws IOException {
        VectorFile file = file(Metric.COSINE, 200);
        Path saved = save(connected(file, 200));
        byte[] whole = Files.readAllBytes(saved);
        SavedSections sections = new SavedSections(whole);
        Set<String> met = new HashSet<>();
        for (int at = 0; at < whole.length; at++) {
            String section = sections.owner(at);
            boolean skipped =
                    at % 61 != 0 && Set.of("links", SavedSections.TABLE).contains(section);
            if (!section.equals(SavedSections.PADDING) && !skipped) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 4;
                Files.write(saved, damaged);
                assertThatThrownBy(() -> open(Metric.COSINE, file, saved))
                        .as("byte %d", at)
                        .isInstanceOf(CorruptFileException.class);
                met.add(section);
            }
        }
        assertThat(met).contains("rows.index", "graph", "entry", "links", "slots", "upper.links");
    }
}
