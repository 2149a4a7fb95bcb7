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
        GraphSettings settings = GraphSettings.DEFAULT.encoding(EncodingKind.RABITQ2);
        IndexSpec spec = new IndexSpec(
                DIMENSION, Metric.EUCLIDEAN, folder, settings, FlatSettings.DEFAULT, 2, BuildProgress.NONE);
        store = RowStore.create(spec);
        coding = new Coding(spec, store, new Retired(epochs));
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
