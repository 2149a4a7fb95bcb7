package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Document;
import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorsTest {
    @TempDir
    private Path folder;

    @Test
    void aCollectionIsReadInTheOrderOfItsDocuments() throws Exception {
        try (Collection collection = collection(600)) {
            collection.delete("d3");
            try (Vectors vectors = Vectors.of(collection)) {
                assertThat(vectors.size()).isEqualTo(599);
                assertThat(vectors.id(3)).isEqualTo("d4");
                assertThat(vectors.row("d4")).isEqualTo(3);
                assertThat(vectors.row("d3")).isEqualTo(-1);
                assertThat(vectors.vector(3)).containsExactly(0.8f, 0.6f);
                assertThat(vectors.score(2, 3)).isEqualTo(vectors.score(3, 2)).isNotEqualTo(1f);
            }
        }
    }

    @Test
    void aFilterChooses() throws Exception {
        try (Collection collection = collection(600);
                Vectors vectors = Vectors.of(collection, Filter.parse("even = true"))) {
            assertThat(vectors.size()).isEqualTo(300);
            assertThat(vectors.id(299)).isEqualTo("d598");
            assertThat(vectors.vector(299)[0]).isEqualTo((float) (598 / Math.hypot(598, 3)));
        }
    }

    @Test
    void anInterruptedThreadReadsNoFurther() throws Exception {
        try (Collection collection = collection(600)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Vectors.of(collection)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Documents d0 and so on, whose vectors are (i, 3). */
    private Collection collection(int count) throws Exception {
        Collection collection = Collection.create(folder.resolve("c"), CollectionSpec.of(2, Metric.COSINE));
        for (int i = 0; i < count; i++) {
            collection.put(Document.of("d" + i, new float[] {i, 3}).metadata(Metadata.of(Map.of("even", i % 2 == 0))));
        }
        return collection;
    }

    @Test
    void anIndexIsReadByIds() throws Exception {
        try (VectorIndex index = VectorIndex.builder(2, Metric.EUCLIDEAN).create()) {
            index.add(7, new float[] {1, 2});
            index.add(-8, new float[] {4, 6});
            try (Vectors vectors = Vectors.of(index, new long[] {-8, 7})) {
                assertThat(vectors.id(0)).isEqualTo("-8");
                assertThat(vectors.vector(0)).containsExactly(4, 6);
                assertThat(vectors.score(0, 1)).isEqualTo(-25);
                assertThat(vectors.score(0, 0)).isEqualTo(0f);
            }
            assertThatThrownBy(() -> Vectors.of(index, new long[] {7, 9})).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Vectors.of(index, new long[] {7, -8, 7}))
                    .hasMessage("id '7' stands for vector 0 and for vector 2");
        }
    }

    @Test
    void nothingToReadIsNothing() throws Exception {
        try (Collection collection = collection(0);
                Vectors vectors = Vectors.of(collection)) {
            assertThat(vectors.size()).isZero();
            assertThat(KnnGraph.exact(vectors, 3).size()).isZero();
            assertThat(KnnGraph.approximate(vectors, 3, 3).size()).isZero();
            assertThat(Duplicates.exact(vectors, 0.5f).groups()).isEmpty();
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Vectors.of(List.of("a"), new float[0][], Metric.COSINE))
                .hasMessageContaining("1 ids and 0 vectors");
        assertThatThrownBy(() -> Vectors.of(List.of("a", "b"), new float[][] {{1, 2}, {1}}, Metric.COSINE))
                .hasMessage("dimension is 2 but vector 1 has 1 components");
        assertThatThrownBy(() -> Vectors.of(List.of("a"), new float[][] {{0, 0}}, Metric.COSINE))
                .hasMessageContaining("vector 0 is all zeros");
    }
}
