package io.vicinal.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.index.Plan;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionTest {
    private static final CollectionSpec SPEC =
            CollectionSpec.of(3, Metric.COSINE).flat().model("test-model");

    @TempDir
    private Path folder;

    private Path place() {
        return folder.resolve("things");
    }

    private static Document document(String id, float x, float y, float z) {
        return Document.of(id, new float[] {x, y, z}).text("text of " + id);
    }

    @Test
    void whatWasPutIsFoundAgainAfterOpening() throws Exception {
        try (Collection things = Collection.create(place(), SPEC)) {
            things.put(document("a", 1, 0, 0).metadata(Metadata.of(Map.of("year", 1999L))));
            things.putAll(List.of(document("b", 0, 2, 0), document("c", 1, 1, 0)));
            assertThat(things.size()).isEqualTo(3);
            things.put(document("b", 0, 0, 5));
            assertThat(things.delete("c")).isTrue();
            assertThat(things.delete("c")).isFalse();
        }
        for (int round = 0; round < 2; round++) {
            try (Collection things = Collection.open(place(), SPEC)) {
                assertThat(things.size()).isEqualTo(2);
                assertThat(things.get("c")).isEmpty();
                Document a = things.get("a").orElseThrow();
                assertThat(a.text()).contains("text of a");
                assertThat(a.metadata().asLong("year")).hasValue(1999);
                assertThat(a.vector().orElseThrow()).containsExactly(1, 0, 0);
                assertThat(things.get("b").orElseThrow().vector().orElseThrow()).containsExactly(0, 0, 5);
                List<SearchHit> hits =
                        things.search(SearchRequest.of(new float[] {0, 0, 1})).hits();
                assertThat(hits).extracting(hit -> hit.document().id()).containsExactly("b", "a");
                assertThat(hits.getFirst().score()).isEqualTo(1);
                assertThat(hits.getFirst().document().vector()).isEmpty();
                things.compact();
                assertThat(things.stats().generation()).isEqualTo(round + 2);
                assertThat(things.stats().rows()).isEqualTo(2);
                assertThat(things.size()).isEqualTo(2);
            }
        }
        assertThat(Collection.verify(place()).damages()).isEmpty();
    }

    @Test
    void aSearchLooksAtLeastAsHardAsKDemands() throws Exception {
        Random random = new Random(3);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            float[] vector = new float[8];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = (float) random.nextGaussian();
            }
            documents.add(Document.of("id " + i, vector));
        }
        try (Collection things = Collection.create(place(), CollectionSpec.of(8, Metric.COSINE))) {
            things.putAll(documents);
            things.connect((done, total, perSecond, remaining) -> {});
            for (Document document : documents.subList(0, 100)) {
                SearchRequest request =
                        SearchRequest.of(document.vector().orElseThrow()).k(40);
                Explanation least = things.search(request.effort(1)).explain();
                Explanation asHard = things.search(request.effort(40)).explain();
                assertThat(least.plan()).isSameAs(Plan.GRAPH);
                assertThat(least.scored()).isEqualTo(asHard.scored());
            }
        }
    }

    @Test
    void anotherSpecIsRefusedNamingBoth() throws Exception {
        Collection.create(place(), SPEC).close();
        assertThatThrownBy(() -> Collection.open(place(), SPEC.model("other-model")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model test-model, not other-model");
        assertThatThrownBy(() -> Collection.create(place(), SPEC)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readersFollowTheWriterAlsoIntoTheNextGeneration() throws Exception {
        try (Collection writer = Collection.create(place(), SPEC);
                Collection reader = Collection.openForReading(place())) {
            assertThat(reader.size()).isZero();
            writer.put(document("a", 1, 0, 0));
            assertThat(reader.get("a")).isPresent();
            writer.put(document("b", 1, 1, 0));
            writer.delete("a");
            assertThat(reader.size()).isEqualTo(1);
            writer.compact();
            writer.put(document("c", 1, 2, 0).metadata(Metadata.of(Map.of("new", true))));
            assertThat(reader.search(SearchRequest.of(new float[] {1, 0, 0}).filter(Filter.parse("new = true")))
                            .hits())
                    .hasSize(1);
            assertThatThrownBy(() -> reader.put(document("d", 1, 0, 0))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void damageIsRepaired() throws Exception {
        try (Collection things = Collection.create(place(), SPEC)) {
            for (int i = 0; i < 10; i++) {
                things.put(document("id" + i, 1, i, 0));
            }
            things.flush();
        }
        Path journal = place().resolve("generation-1/journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 1;
        Files.write(journal, bytes);
        assertThat(Collection.verify(place()).damages()).hasSize(1);
        assertThat(Collection.repair(place()).repaired()).isTrue();
        assertThat(Collection.verify(place()).clean()).isTrue();
        try (Collection things = Collection.open(place(), SPEC)) {
            assertThat(things.size()).isEqualTo(9);
        }
    }

    @Test
    void aCollectionWhoseFileIsGoneIsNotMadeAnewOverItButRepaired() throws Exception {
        try (Collection things = Collection.create(place(), SPEC)) {
            things.put(document("a", 1, 0, 0));
        }
        Files.delete(place().resolve("collection"));
        assertThatThrownBy(() -> Collection.open(place(), SPEC))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("repair");
        assertThat(Collection.verify(place()).damages()).hasSize(1);
        assertThat(Collection.repair(place()).repaired()).isTrue();
        try (Collection things = Collection.open(place(), SPEC)) {
            assertThat(things.get("a")).isPresent();
        }
        assertThat(place().resolve("damaged-1")).isDirectory();
    }

    @Test
    void whatIsDamagedIsKeptAlsoIfARepairWasKilledBeforeItWasSetAside() throws Exception {
        try (Collection things = Collection.create(place(), SPEC)) {
            things.put(document("a", 1, 0, 0));
            things.put(document("b", 1, 1, 0));
            things.flush();
        }
        Path journal = place().resolve("generation-1/journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 1;
        Files.write(journal, bytes);
        assertThat(Collection.repair(place()).repaired()).isTrue();
        Files.move(place().resolve("damaged-1"), place().resolve("generation-1"));
        Collection.open(place(), SPEC).close();
        assertThat(place().resolve("generation-1")).doesNotExist();
        assertThat(Files.readAllBytes(place().resolve("damaged-1/journal"))).isEqualTo(bytes);
    }

    @Test
    void theSpaceThatItTellsIsWhatIsLeftWhenItIsClosed() throws Exception {
        long told;
        try (Collection things = Collection.create(place(), SPEC);
                Collection reader = Collection.openForReading(place())) {
            for (int i = 0; i < 10; i++) {
                things.put(document("id" + i, 1, i, 0));
            }
            things.flush();
            told = things.stats().fileBytes();
            assertThat(reader.stats().fileBytes()).isEqualTo(told);
        }
        long there = 0;
        try (Stream<Path> files = Files.walk(place())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                there += Files.size(file);
            }
        }
        assertThat(told).isEqualTo(there);
    }

    @Test
    void aCollectionThatWasKilledWhileItWasMadeCanBeMade() throws Exception {
        Collection.create(place(), SPEC).close();
        Files.move(place().resolve("collection"), place().resolve(".collection.x.tmp"));
        try (Collection things = Collection.open(place(), SPEC)) {
            assertThat(things.size()).isZero();
            assertThat(place().resolve(".collection.x.tmp")).doesNotExist();
        }
    }
}
