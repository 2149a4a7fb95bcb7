package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.index.BuildProgress;
import io.vicinal.index.FlatSettings;
import io.vicinal.index.GraphSettings;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.codes.CodeView;
import io.vicinal.index.codes.RowCodes;
import io.vicinal.index.rows.RowStore;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodingTest {
    private static final int DIMENSION = 8;

    @TempDir
    private Path folder = Path.of("");

    private final Random random = new Random(1);
    private final Epochs epochs = new Epochs();
    private RowStore store;
    private Coding coding;

    @BeforeEach
    void create() throws IOException {
        store = RowStore.create(spec(EncodingKind.RABITQ2));
        coding = coding(EncodingKind.RABITQ2);
    }

    private IndexSpec spec(EncodingKind encoding) {
        GraphSettings settings = GraphSettings.DEFAULT.encoding(encoding);
        return new IndexSpec(
                DIMENSION, Metric.EUCLIDEAN, folder, settings, FlatSettings.DEFAULT, 2, BuildProgress.NONE);
    }

    private Coding coding(EncodingKind encoding) {
        return new Coding(spec(encoding), store, new Retired(epochs));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private int[] append(int count) {
        float[] rows = new float[count * DIMENSION];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextFloat();
        }
        int first = store.append(rows);
        return IntStream.range(first, first + count).toArray();
    }

    private CodeView view() {
        RowCodes codes = Objects.requireNonNull(coding.codes());
        return codes.view();
    }

    @Test
    void fewRowsHaveNoCodes() {
        coding.encode(append(Coding.FEWEST_ROWS - 1));
        assertThat(coding.codes()).isNull();
        coding.encode(append(1));
        assertThat(view().capacity()).isEqualTo(Coding.FEWEST_ROWS);
        coding.close();
    }

    /** Those of an index that was saved when another form was chosen. */
    @Test
    void codesOfAnotherFormThanIsChosenNowAreGoneOnWith() throws IOException {
        coding.encode(append(Coding.FEWEST_ROWS));
        Path file = folder.resolve("codes");
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            coding.write(writer, Coding.FEWEST_ROWS);
            writer.commit();
        }
        CodeView saved = view();
        Coding opened = coding(EncodingKind.AUTO);
        try (Snapshot snapshot = Snapshot.open(file)) {
            opened.open(snapshot, Coding.FEWEST_ROWS);
            opened.encode(append(10));
            assertThat(opened.kind()).isSameAs(EncodingKind.RABITQ2);
            CodeView moved = Objects.requireNonNull(opened.codes()).view();
            assertThat(moved.capacity()).isGreaterThan(Coding.FEWEST_ROWS);
            assertThat(moved.codes().asSlice(0, saved.codes().byteSize()).mismatch(saved.codes()))
                    .isEqualTo(-1);
            opened.close();
        }
        coding.close();
    }

    @Test
    void whatCodesMoveOutOfIsFreedWhenItsReadersHaveGone() {
        coding.encode(append(Coding.FEWEST_ROWS));
        CodeView old = view();
        int ticket = epochs.enter();
        coding.encode(append(10));
        assertThat(view().capacity()).isGreaterThan(old.capacity());
        assertThat(old.codes().scope().isAlive()).isTrue();
        assertThat(view().codes().asSlice(0, old.codes().byteSize()).mismatch(old.codes()))
                .isEqualTo(-1);
        epochs.exit(ticket);
        CodeView last = view();
        coding.close();
        assertThat(old.codes().scope().isAlive()).isFalse();
        assertThat(last.codes().scope().isAlive()).isFalse();
    }
}
