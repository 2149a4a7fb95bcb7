package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is true of every index of rows that somebody else appends. */
abstract class RowIndexContract {
    static final int DIMENSION = 16;

    /** Enough for all ways to search. */
    static final int ROWS = 3_000;

    @TempDir
    Path folder = Path.of("");

    private final String engine;
    private final List<AutoCloseable> open = new ArrayList<>();

    RowIndexContract(String engine) {
        this.engine = engine;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    <T extends AutoCloseable> T closed(T one) {
        open.add(one);
        return one;
    }

    Engine engine() {
        return Engine.named(engine);
    }

    static ClusteredVectors vectors() {
        return new ClusteredVectors(7, DIMENSION, 30, 0.8);
    }

    IndexSpec spec(Metric metric) {
        return new IndexSpec(
                DIMENSION, metric, folder, GraphSettings.DEFAULT, FlatSettings.DEFAULT, 2, BuildProgress.NONE);
    }

    VectorFile file(Metric metric) throws IOException {
        return closed(VectorFile.createCounted(folder.resolve("rows-" + open.size()), DIMENSION, metric));
    }

    /** A file of some rows. */
    VectorFile file(Metric metric, int count) throws IOException {
        VectorFile file = file(metric);
        file.appendAll(vectors().next(count));
        return file;
    }

    RowIndex attach(Metric metric, VectorFile file) {
        return closed(engine().attach(spec(metric), file));
    }

    Path save(RowIndex index) throws IOException {
        Path saved = folder.resolve("saved-" + open.size());
        try (SnapshotWriter writer = SnapshotWriter.create(saved)) {
            index.save(writer);
            writer.commit();
        }
        return saved;
    }

    RowIndex open(Metric metric, VectorFile file, Path saved) throws IOException {
        return closed(engine().attach(spec(metric), file, closed(Snapshot.open(saved))));
    }

    /** What should be found: the first rows. */
    static Truth truth(VectorFile file, int count) {
        Truth truth = new Truth(file.metric());
        for (int row = 0; row < count; row++) {
            truth.put(row, file.vector(row));
        }
        return truth;
    }

    /** Asks, and checks that what is found is sound; returns the mean share of what should be. */
    static double recall(RowIndex index, int end, Truth truth, List<Query> queries) {
        double sum = 0;
        for (Query query : queries) {
            Hits hits = index.search(query, end);
            truth.verifySound(hits, query);
            sum += truth.recall(hits, query);
        }
        return sum / queries.size();
    }

    static List<Query> queries(int count) {
        ClusteredVectors vectors = vectors();
        vectors.next(ROWS);
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            queries.add(Query.of(vectors.next()).k(10).effort(100));
        }
        return queries;
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatIsConnectedAndNothingElse(Metric metric) throws IOException {
        VectorFile file = file(metric, ROWS);
        RowIndex index = attach(metric, file);
        assertThat(index.connected()).isZero();
        assertThat(index.search(queries(1).getFirst()).size()).isZero();
        index.connect(ROWS - 700);
        int connected = index.connected();
        assertThat(connected).isIn(0, ROWS - 700);
        assertThat(recall(index, connected, truth(file, connected), queries(50)))
                .isGreaterThan(0.95);
        index.connect(10);
        assertThat(index.connected()).isEqualTo(connected);
    }

    @Test
    void savedAndOpenedItIsTheSame() throws IOException {
        VectorFile file = file(Metric.COSINE, ROWS);
        RowIndex index = attach(Metric.COSINE, file);
        index.connect(ROWS / 2);
        RowIndex opened = open(Metric.COSINE, file, save(index));
        assertThat(opened.connected()).isEqualTo(index.connected());
        for (Query query : queries(20)) {
            assertThat(opened.search(query).ids()).isEqualTo(index.search(query).ids());
        }
    }

    @Test
    void nothingConnectedCanBeSavedToo() throws IOException {
        VectorFile file = file(Metric.COSINE);
        RowIndex opened = open(Metric.COSINE, file, save(attach(Metric.COSINE, file)));
        assertThat(opened.connected()).isZero();
        assertThat(opened.search(queries(1).getFirst()).size()).isZero();
        file.appendAll(vectors().next(10));
        opened.connect(10);
        assertThat(opened.connected()).isIn(0, 10);
    }

    @Test
    void filesOfAnotherKindAreRefused() throws IOException {
        VectorFile file = file(Metric.EUCLIDEAN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine().attach(spec(Metric.COSINE), file))
                .withMessage("the index is of dimension 16 and metric COSINE but %s of 16 and EUCLIDEAN", file.file());
        VectorFile wider = closed(VectorFile.temporary(folder, DIMENSION + 1, Metric.COSINE));
        assertThatIllegalArgumentException().isThrownBy(() -> engine().attach(spec(Metric.COSINE), wider));
    }

    @Test
    void whatWasSavedOfOtherRowsIsRefused() throws IOException {
        VectorFile file = file(Metric.COSINE, 100);
        Path saved = save(attach(Metric.COSINE, file));
        VectorFile other = file(Metric.EUCLIDEAN, 100);
        assertThatThrownBy(() -> open(Metric.EUCLIDEAN, other, saved))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("section rows.index: it is of ")
                .hasMessageContaining("but the file has 100 of 16 and EUCLIDEAN");
        Path foreign = folder.resolve("foreign");
        for (String name : List.of("nonesuch", engine)) {
            try (SnapshotWriter writer = SnapshotWriter.create(foreign)) {
                new IndexFile(name, DIMENSION, Metric.COSINE, name.equals(engine) ? 101 : 0)
                        .write(writer, "rows.index");
                writer.commit();
            }
            assertThatThrownBy(() -> open(Metric.COSINE, file, foreign))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageStartingWith(foreign + ", offset ");
        }
        try (SnapshotWriter writer = SnapshotWriter.create(foreign)) {
            writer.commit();
        }
        assertThatThrownBy(() -> open(Metric.COSINE, file, foreign))
                .hasMessageContaining("there is no section 'rows.index'");
    }

    @Test
    void impossibleRequestsAreRefused() throws IOException {
        RowIndex index = attach(Metric.COSINE, file(Metric.COSINE, 20));
        index.connect(20);
        Query query = queries(1).getFirst();
        assertThatIllegalArgumentException().isThrownBy(() -> index.search(query, index.connected() + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> index.search(query, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.search(Query.of(new float[3])))
                .withMessage("dimension is 16 but query has 3 components");
        assertThatIllegalArgumentException().isThrownBy(() -> index.search(Query.of(new float[DIMENSION])));
    }

    @Test
    void closedItAnswersNothing() throws IOException {
        RowIndex index = attach(Metric.COSINE, file(Metric.COSINE, 20));
        index.connect(20);
        index.close();
        index.close();
        String message = "the index is closed";
        assertThatIllegalStateException()
                .isThrownBy(() -> index.search(queries(1).getFirst()))
                .withMessage(message);
        assertThatIllegalStateException().isThrownBy(() -> index.connect(20)).withMessage(message);
        assertThatIllegalStateException().isThrownBy(() -> save(index)).withMessage(message);
    }
}
