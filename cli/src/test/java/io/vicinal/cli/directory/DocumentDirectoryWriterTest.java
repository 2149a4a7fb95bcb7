package io.vicinal.cli.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.model.ModelRequest;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.storage.CorruptFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentDirectoryWriterTest {
    /** Enough for several portions. */
    private static final int DOCUMENTS = 2500;

    @TempDir
    private Path folder;

    private final EmbeddingModel model = new ScatteringModel();

    /** A vector of its own for each text, the same every time. */
    private static final class ScatteringModel implements EmbeddingModel {
        @Override
        public String identity() {
            return "test:scattering";
        }

        @Override
        public int dimension() {
            return 8;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            List<float[]> vectors = new ArrayList<>();
            for (String text : texts) {
                Random random = new Random(31L * text.hashCode());
                float[] vector = new float[8];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = (float) random.nextGaussian();
                }
                vectors.add(vector);
            }
            return vectors;
        }
    }

    private Path target() {
        return folder.resolve("my.index");
    }

    private DocumentDirectoryWriter filled(int documents, EngineChoice choice) throws IOException {
        DocumentDirectoryWriter writer = DocumentDirectoryWriter.create(target(), choice);
        for (int i = 0; i < documents; i++) {
            String text = "text " + i;
            writer.add(
                    new Document("id" + i, text, Map.of()),
                    model.embed(List.of(text)).getFirst());
        }
        return writer;
    }

    private void make(int documents, EngineChoice choice) throws IOException {
        try (DocumentDirectoryWriter writer = filled(documents, choice)) {
            if (writer.mustConnect()) {
                writer.connect(reached -> {});
            }
            assertThat(writer.commit(model, ModelRequest.LOCAL)).isEqualTo(documents);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, flat", "1, flat", "9_999, flat", "10_000, hnsw", "5_000_000_000, hnsw"})
    void manyDocumentsGetAGraph(String documents, String engine) {
        assertThat(EngineChoice.of(null).engine(Long.parseLong(documents.replace("_", ""))))
                .isEqualTo(engine);
        assertThat(EngineChoice.of("hnswlib").engine(Long.parseLong(documents.replace("_", ""))))
                .isEqualTo("hnswlib");
    }

    @Test
    void theReasonIsTold() {
        assertThat(EngineChoice.of(null).reason(12_702)).isEqualTo("12,702 documents, 10,000 or more");
        assertThat(EngineChoice.of(null).reason(9999)).isEqualTo("fewer than 10,000 documents");
        assertThat(EngineChoice.of("flat").reason(12_702)).isEqualTo("chosen with --engine");
    }

    @ParameterizedTest
    @CsvSource({"2499, 2500, flat, 'fewer than 2,500 documents'", "2500, 2500, hnsw, '2,500 documents, 2,500 or more'"})
    void theEngineIsChosenWhenAllDocumentsAreKnown(int documents, int hnswFrom, String engine, String reason)
            throws IOException {
        make(documents, new EngineChoice(null, hnswFrom));
        try (DocumentDirectory directory = DocumentDirectory.open(target())) {
            assertThat(directory.stats().engine()).isEqualTo(engine);
            assertThat(directory.stats().size()).isEqualTo(documents);
            assertThat(directory.description().engine().reason(documents)).isEqualTo(reason);
            for (int i = 0; i < documents; i += 97) {
                List<DocumentDirectory.Hit> hits = directory.search("text " + i, 3, model);
                assertThat(hits.getFirst().document().id()).isEqualTo("id" + i);
                assertThat(hits.getFirst().score()).isGreaterThan(0.9999f);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(target());
        }
    }

    @Test
    void whatIsConnectedIsCountedToTheEnd() throws IOException {
        AtomicLong most = new AtomicLong();
        try (DocumentDirectoryWriter writer = filled(DOCUMENTS, EngineChoice.of("hnsw"))) {
            assertThat(writer.mustConnect()).isTrue();
            writer.connect(reached -> most.accumulateAndGet(reached, Math::max));
        }
        assertThat(most).hasValue(DOCUMENTS);
        assertThat(target()).doesNotExist();
    }

    @Test
    void endingWhileVectorsAreConnectedLeavesNothing() throws Exception {
        DocumentDirectoryWriter writer = filled(DOCUMENTS, EngineChoice.of("hnsw"));
        Thread ending = new Thread(() -> closeUnchecked(writer));
        AtomicBoolean begun = new AtomicBoolean();
        assertThatThrownBy(() -> writer.connect(reached -> {
                    if (!begun.getAndSet(true)) {
                        ending.start();
                        // Until it waits for what is being connected.
                        while (ending.isAlive() && ending.getState() != Thread.State.WAITING) {
                            LockSupport.parkNanos(1);
                        }
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        ending.join();
        assertThatThrownBy(() -> writer.commit(model, ModelRequest.LOCAL)).isInstanceOf(Exception.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static void closeUnchecked(DocumentDirectoryWriter writer) {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rewriteDescription(String part, String replacement) throws IOException {
        Path file = target().resolve("vicinal.json");
        String before = Files.readString(file);
        String after = before.replaceAll(part, replacement);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    @Test
    void aDirectoryOfBeforeThereWasAChoiceIsOpened() throws IOException {
        make(20, EngineChoice.of(null));
        rewriteDescription("\"(engine|engineChosenBy|hnswFrom)\".*\\R", "");
        try (DocumentDirectory directory = DocumentDirectory.open(target())) {
            assertThat(directory.description().engine().reason(20)).isEmpty();
            assertThat(directory.search("text 7", 1, model)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'10000', '20', 'it tells of the engine hnsw but vectors.index is one of flat'",
        "'\"hnswFrom\".*', '', 'engineChosenBy'",
        "'\"documents\",', '\"dice\",', 'engineChosenBy is ''dice'''",
    })
    void aChoiceThatCannotHaveBeenIsRefused(String part, String replacement, String problem) throws IOException {
        make(20, EngineChoice.of(null));
        rewriteDescription(part, replacement);
        assertThatThrownBy(() -> DocumentDirectory.open(target()))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("vicinal.json")
                .hasMessageContaining(problem);
    }
}
