package io.vicinal.index.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.index.BuildProgress;
import io.vicinal.index.FlatSettings;
import io.vicinal.index.GraphSettings;
import io.vicinal.index.IndexFile;
import io.vicinal.index.IndexSpec;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowStoreTest {
    private static final int DIMENSION = 5;
    private static final int ROWS = 300;

    @TempDir
    private Path folder;

    private IndexSpec spec(Metric metric) {
        return new IndexSpec(
                DIMENSION, metric, folder, GraphSettings.DEFAULT, FlatSettings.DEFAULT, 1, BuildProgress.NONE);
    }

    private static float[] vectors(int count) {
        Random random = new Random(count);
        float[] vectors = new float[count * DIMENSION];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = random.nextFloat(-1, 1) * (1 + i / DIMENSION);
        }
        return vectors;
    }

    private static VectorRows outside(Arena arena, float[] vectors) {
        MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_FLOAT, vectors);
        return VectorRows.of(segment, 0, DIMENSION * 4L, DIMENSION, vectors.length / DIMENSION);
    }

    private static float[] vector(float[] vectors, int ordinal) {
        return Arrays.copyOfRange(vectors, ordinal * DIMENSION, (ordinal + 1) * DIMENSION);
    }

    private static double norm(float[] vector) {
        double squared = 0;
        for (float component : vector) {
            squared += component * component;
        }
        return Math.sqrt(squared);
    }

    private static void verify(RowStore store, float[] vectors, Metric metric) {
        assertThat(store.count()).isEqualTo(vectors.length / DIMENSION);
        float[] copy = new float[DIMENSION];
        for (int i = 0; i < store.count(); i++) {
            float[] vector = vector(vectors, i);
            double norm = metric == Metric.COSINE ? norm(vector) : 1;
            store.copy(i, copy);
            float[] original = store.vector(i);
            for (int j = 0; j < DIMENSION; j++) {
                assertThat(copy[j] * norm).isCloseTo(vector[j], within(1e-6 * norm(vector)));
                assertThat((double) original[j]).isCloseTo(vector[j], within(1e-6 * norm(vector)));
            }
            if (metric == Metric.COSINE) {
                assertThat((double) store.norm(i)).isCloseTo(norm, within(1e-6 * norm));
            }
        }
        verify(store.view(), vectors, metric);
    }

    /** Whatever a view scales its rows with makes them as long as they are to be searched. */
    private static void verify(RowView view, float[] vectors, Metric metric) {
        float[] row = new float[DIMENSION];
        float[] inverseNorms = view.inverseNorms();
        for (int i = 0; i < view.rows().count(); i++) {
            view.rows().copy(i, row);
            double scale = inverseNorms == null ? 1 : inverseNorms[i];
            double wanted = metric == Metric.COSINE ? 1 : norm(vector(vectors, i));
            assertThat(norm(row) * scale).isCloseTo(wanted, within(1e-5 * wanted));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatWasAppendedAndReplaced(Metric metric) throws IOException {
        float[] vectors = vectors(ROWS);
        try (RowStore store = RowStore.create(spec(metric))) {
            assertThat(store.count()).isZero();
            RowView empty = store.view();
            assertThat(store.append(Arrays.copyOf(vectors, 2 * DIMENSION))).isZero();
            assertThat(store.append(Arrays.copyOfRange(vectors, 2 * DIMENSION, vectors.length)))
                    .isEqualTo(2);
            assertThat(empty.rows().count()).isZero();
            verify(store, vectors, metric);
            vectors[7 * DIMENSION] = 1000;
            store.replace(7, vector(vectors, 7));
            verify(store, vectors, metric);
            assertThat(store.heapBytes()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void copiesRowsOfTheCallersBeforeTheFirstChange(Metric metric) {
        float[] vectors = vectors(ROWS);
        float[] more = Arrays.copyOf(vectors, vectors.length + DIMENSION);
        more[vectors.length] = 3;
        try (Arena arena = Arena.ofShared();
                RowStore store = RowStore.over(spec(metric), outside(arena, vectors))) {
            verify(store, vectors, metric);
            assertThat(store.heapBytes()).isEqualTo(metric == Metric.COSINE ? ROWS * 4L : 0);
            RowView before = store.view();
            store.makeOwn();
            assertThat(store.inverseNorms()).isNull();
            assertThat(store.rows().segment().address())
                    .isNotEqualTo(before.rows().segment().address());
            assertThat(store.heapBytes()).isZero();
            RowView own = store.view();
            store.makeOwn();
            assertThat(store.view()).isSameAs(own);
            assertThat(store.append(vector(more, ROWS))).isEqualTo(ROWS);
            verify(store, more, metric);
            verify(before, vectors, metric);
            verify(own, vectors, metric);
            assertThat(own.rows().count()).isEqualTo(ROWS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotStaysReadableAfterItsRowsWereCopied(Metric metric) throws IOException {
        float[] vectors = vectors(ROWS);
        Path file = folder.resolve("saved");
        try (Arena arena = Arena.ofShared();
                IdRows rows = IdRows.over(spec(metric), outside(arena, vectors));
                SnapshotWriter writer = SnapshotWriter.create(file)) {
            SavedRows.write(rows, spec(metric), "flat", writer);
            writer.commit();
        }
        Snapshot snapshot = Snapshot.open(file);
        RowStore store = RowStore.open(spec(metric), IndexFile.read(snapshot), snapshot);
        RowView before = store.view();
        try (store) {
            verify(store, vectors, metric);
            long saved = store.mappedBytes();
            store.replace(3, new float[] {1, 2, 3, 4, 5});
            assertThat(store.mappedBytes()).isGreaterThan(saved);
            verify(before, vectors, metric);
            System.arraycopy(new float[] {1, 2, 3, 4, 5}, 0, vectors, 3 * DIMENSION, DIMENSION);
            verify(store, vectors, metric);
        }
        assertThatIllegalStateException().isThrownBy(() -> before.rows().copy(0, new float[DIMENSION]));
    }

    @Test
    void refusesWhatCannotBeCompared() throws IOException {
        float[] vectors = vectors(4);
        Arrays.fill(vectors, 2 * DIMENSION, 3 * DIMENSION, 0);
        try (Arena arena = Arena.ofShared();
                RowStore store = RowStore.over(spec(Metric.COSINE), outside(arena, vectors(4)))) {
            RowView before = store.view();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.checkAll(vectors))
                    .withMessageContaining("vector 2 ");
            assertThatIllegalArgumentException().isThrownBy(() -> store.check(new float[3]));
            assertThatIllegalArgumentException().isThrownBy(() -> store.replace(0, new float[DIMENSION]));
            assertThat(store.view()).isSameAs(before);
        }
    }
}
