package io.vicinal.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.index.BuildProgress;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One wrong bit anywhere: the answers are right, or damage is reported that names the file. */
@DisabledIfSystemProperty(
        named = "vicinal.test.expectedKernels",
        matches = "scalar",
        disabledReason = "forces files to disk again and again, the same ones in every execution")
@Timeout(600)
class FlipTest {
    private static final float[] QUESTION = {1, 2, 3};
    private static final Filter FILTER = Filter.parse("even = true and name != \"name 4\"");

    /** In an ordinary build one of so many bytes is flipped. */
    private static final int STEP = 29;

    /** Zeros between sections and behind rows are so many that only some are flipped. */
    private static final int FEW = 307;

    @TempDir
    private Path folder;

    private final Model model = new Model(Metric.DOT_PRODUCT);
    private FolderCopy files = new FolderCopy(Map.of());
    private CollectionSpec spec = CollectionSpec.of(3, Metric.DOT_PRODUCT);
    private int refused;

    private Path place() {
        return folder.resolve("collection");
    }

    private static Document document(int number) {
        return Document.of("id " + number, new float[] {number, 1 - number, 0.5f})
                .text("text " + number)
                .metadata(Metadata.of(
                        Map.of("even", number % 2 == 0, "name", "name " + number % 7, "number", (long) number)));
    }

    /** Twenty documents, and what was before in their places, on both sides of a checkpoint. */
    private void fill(String engine) throws Exception {
        spec = engine.equals("flat") ? spec.flat() : spec;
        try (Collection collection = Collection.create(place(), spec)) {
            for (int i = 0; i < 24; i++) {
                put(collection, List.of(document(i)));
                if (i == 5) {
                    collection.compact();
                }
                if (i == 15) {
                    delete(collection, "id 3");
                    put(collection, List.of(document(4).text("other text"), document(100)));
                    collection.connect(BuildProgress.NONE);
                    collection.checkpoint();
                }
            }
            delete(collection, "id 20", "id 8", "id 9");
            put(collection, List.of(document(21).text("other text"), document(101)));
            put(collection, List.of(document(102)));
            collection.flush();
            files = FolderCopy.of(place());
        }
        files.restore(place());
    }

    private void put(Collection collection, List<Document> documents) {
        collection.putAll(documents);
        model.putAll(documents);
    }

    private void delete(Collection collection, String... ids) {
        collection.deleteAll(List.of(ids));
        model.deleteAll(List.of(ids));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat", "hnsw"})
    void noWrongAnswer(String engine) throws Exception {
        flip(engine, STEP);
    }

    @Tag("stress")
    @ParameterizedTest
    @ValueSource(strings = {"flat", "hnsw"})
    void noWrongAnswerWhateverTheByte(String engine) throws Exception {
        flip(engine, 1);
    }

    private void flip(String engine, int step) throws Exception {
        fill(engine);
        assertThat(files.files().keySet())
                .contains("generation-2/checkpoint", "collection", "lock")
                .hasSize(5);
        for (String name : files.files().keySet()) {
            flip(name, step, new Random(name.hashCode()));
            files.restore(place());
        }
    }

    private void flip(String name, int step, Random random) throws Exception {
        refused = 0;
        Path file = place().resolve(name);
        byte[] bytes = files.bytes(name);
        for (int at = random.nextInt(step); at < bytes.length; at += step) {
            int bit = 1 << random.nextInt(8);
            if (padding(bytes, at) && at % FEW >= step) {
                continue;
            }
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) bit;
            Files.write(file, flipped);
            String what = "%s, byte %d".formatted(name, at);
            requireRight(file, what, false);
            if (random.nextInt(16) == 0) {
                requireRight(file, what + ", to write", true);
                files.restore(place());
            }
        }
        assertThat(refused > 0).isEqualTo(!name.equals("lock"));
    }

    private static boolean padding(byte[] bytes, int at) {
        for (int i = Math.max(0, at - 8); i < Math.min(bytes.length, at + 8); i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void requireRight(Path file, String what, boolean write) throws Exception {
        try (Collection collection = write ? Collection.open(place(), spec) : Collection.openForReading(place())) {
            List<Runnable> questions = List.of(
                    () -> model.requireSame(collection),
                    () -> model.all()
                            .forEach(document -> assertThat(model.same(
                                            document,
                                            collection.get(document.id()).orElseThrow()))
                                    .isTrue()),
                    () -> assertThat(collection.get("id 3")).isEmpty(),
                    () -> assertThat(collection.get("id 8")).isEmpty(),
                    () -> model.requireFinds(collection, QUESTION, 30),
                    () -> model.requireHits(
                            collection
                                    .search(SearchRequest.of(QUESTION)
                                            .k(5)
                                            .effort(100)
                                            .filter(FILTER))
                                    .hits(),
                            model.nearest(QUESTION, List.of(FILTER)),
                            5));
            for (Runnable question : questions) {
                try {
                    question.run();
                } catch (CorruptFileException e) {
                    refused(e, file, what);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(what + ": " + e, e);
                }
            }
            if (file.endsWith("checkpoint")) {
                refused += collection.stats().notes().size();
            }
        } catch (CorruptFileException e) {
            refused(e, file, what);
        }
    }

    private void refused(CorruptFileException e, Path file, String what) {
        assertThat(e.file()).as(what).isEqualTo(file);
        refused++;
    }
}
