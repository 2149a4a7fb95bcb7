package io.vicinal.embedding.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Document;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.chunk.Chunk;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionSinkTest {
    @TempDir
    private Path folder;

    private Collection collection;

    /** Points on a circle, by the number in the text. */
    private static final class CircleModel implements EmbeddingModel {
        @Override
        public String identity() {
            return "test:circle";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream().map(CircleModel::point).toList();
        }

        static float[] point(String text) {
            double angle = Integer.parseInt(text.replaceAll("\\D", "")) / 1000.0;
            return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }
    }

    @BeforeEach
    void create() throws IOException {
        collection = Collection.create(
                folder.resolve("c"), CollectionSpec.of(2, Metric.COSINE).flat());
    }

    @AfterEach
    void close() throws IOException {
        collection.close();
    }

    private CollectionSink<String> sink() {
        return IngestSink.into(
                collection,
                (document, chunk, vector) -> Document.of(document, vector).text(chunk.text()));
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
    }

    @Test
    void chunksArePutInBatchesAndTheRestOnClosing() throws IOException {
        try (CollectionSink<String> sink = sink()) {
            IngestAccount account =
                    Ingestor.of(new CircleModel()).ingest(texts(600).iterator(), Function.identity(), sink);
            assertThat(account.embedded()).isEqualTo(600);
            assertThat(collection.size()).isEqualTo(512);
            sink.flush();
            assertThat(collection.size()).isEqualTo(600);
            sink.accept("late", new Chunk(0, 3, "9 9"), CircleModel.point("99"));
        }
        assertThat(collection.size()).isEqualTo(601);
        Document found = collection.get("text 77").orElseThrow();
        assertThat(found.text()).contains("text 77");
        assertThat(found.vector().orElseThrow()).containsExactly(CircleModel.point("77"), within(1e-6f));
    }

    private static org.assertj.core.data.Offset<Float> within(float value) {
        return org.assertj.core.data.Offset.offset(value);
    }

    @Test
    void whatWasEmbeddedBeforeAFailureIsPut() {
        Iterator<String> broken = Stream.concat(texts(300).stream(), Stream.of("the last"))
                .map(text -> {
                    if (text.equals("the last")) {
                        throw new IllegalStateException("can't be read");
                    }
                    return text;
                })
                .iterator();
        assertThatThrownBy(() -> {
                    try (CollectionSink<String> sink = sink()) {
                        sink.accept("first", new Chunk(0, 1, "1"), CircleModel.point("1"));
                        Ingestor.of(new CircleModel()).ingest(broken, Function.identity(), sink);
                    }
                })
                .hasMessage("can't be read");
        assertThat(collection.get("first")).isPresent();
    }

    @Test
    void theLaterOfTwoWithTheSameIdCountsInOneBatchAndAcrossBatches() {
        try (CollectionSink<String> sink = sink()) {
            for (int i = 0; i < 400; i++) {
                sink.accept("id" + i % 300, new Chunk(0, 1, "version " + i), CircleModel.point("" + i));
            }
            sink.accept("id5", new Chunk(0, 1, "last"), CircleModel.point("5"));
            sink.accept("id299", new Chunk(0, 1, "a"), CircleModel.point("5"));
            sink.accept("id299", new Chunk(0, 1, "b"), CircleModel.point("5"));
        }
        assertThat(collection.size()).isEqualTo(300);
        assertThat(collection.get("id7").flatMap(Document::text)).contains("version 307");
        assertThat(collection.get("id5").flatMap(Document::text)).contains("last");
        assertThat(collection.get("id299").flatMap(Document::text)).contains("b");
    }

    @Test
    void longTextsDoNotPileUp() {
        try (CollectionSink<String> sink = sink()) {
            sink.accept("book", new Chunk(0, 1, "x".repeat(1 << 22)), CircleModel.point("1"));
            assertThat(collection.size()).isEqualTo(1);
        }
    }
}
