package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Document;
import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no model: get, delete, export, import, verify, compact. */
class CollectionCommandsTest {
    private static final int DOCUMENTS = 600;

    @TempDir
    private Path folder;

    private Path index() {
        return folder.resolve("my.index");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static float[] vector(int i) {
        return new float[] {(float) Math.cos(i), (float) Math.sin(i), 0.5f, i + 1};
    }

    private void fill(int documents) throws IOException {
        CollectionSpec spec =
                CollectionSpec.of(4, Metric.COSINE).flat().model("test:four").property("note", "made by a test");
        try (Collection collection = Collection.create(index(), spec)) {
            List<Document> all = new ArrayList<>();
            for (int i = 0; i < documents; i++) {
                all.add(Document.of("d" + i, vector(i))
                        .text("text %d\nof two lines".formatted(i))
                        .metadata(Metadata.of(Map.of("year", 2000 + i, "tags", List.of("t" + i % 3), "x", 0.5 * i))));
            }
            collection.putAll(all);
            collection.put(Document.of("bare", new float[] {1, 2, 3, 4}));
        }
    }

    private static CommandRun done(Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.err()).doesNotContain("vicinal:");
        assertThat(run.code()).isZero();
        return run;
    }

    private static void assertFails(CommandRun run, String... parts) {
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.complaint()).hasSize(1);
        assertThat(run.err()).startsWith("vicinal: ").contains(parts).doesNotContain("unexpected failure", "Exception");
    }

    @Test
    void documentsArePrintedByTheirIds() throws IOException {
        fill(5);
        String people = done("get", index(), "d3", "bare").out();
        assertThat(people).contains("d3\n", "year=2003", "tags=[t0]", "text 3\nof two lines\n", "bare\n");
        assertThat(done("get", index(), "d3", "--vectors").out()).contains("[-0.98999");
        CommandRun json = done("get", index(), "d3", "bare", "--vectors", "--json");
        List<Map<?, ?>> objects = CommandRun.jsonLines(json.out());
        assertThat(objects).hasSize(2);
        assertThat(objects.get(0).get("text")).isEqualTo("text 3\nof two lines");
        assertThat(objects.get(0).get("metadata")).isEqualTo(Map.of("year", 2003L, "tags", List.of("t0"), "x", 1.5));
        assertThat((List<?>) objects.get(1).get("vector")).hasSize(4);
        assertThat(objects.get(1).keySet()).isEqualTo(java.util.Set.of("id", "vector"));
        CommandRun missing = CommandRun.of("get", index(), "nobody", "d1", "--json");
        assertFails(missing, "there is no document 'nobody'");
        assertThat(missing.json().get("id")).isEqualTo("d1");
        assertThat(missing.json().get("vector")).isNull();
    }

    @Test
    void documentsAreDeletedByIdOrFilter() throws IOException {
        fill(20);
        assertThat(done("delete", index(), "d3", "nobody", "d4").out().strip())
                .isEqualTo("2 documents deleted, 19 left");
        CommandRun filtered = done("delete", index(), "--filter", "year >= 2010 and tags contains 't1'", "--json");
        assertThat(filtered.json()).isEqualTo(Map.of("deleted", 4L, "documents", 15L));
        assertFails(CommandRun.of("get", index(), "d4"), "no document 'd4'");
        assertFails(CommandRun.of("get", index(), "d13"), "no document 'd13'");
        done("get", index(), "d7");
        long before = (long) CommandRun.of("info", index(), "--json").number("rows");
        CommandRun compacted = done("compact", index(), "--json");
        assertThat(compacted.json().get("documents")).isEqualTo(15L);
        CommandRun info = done("info", index(), "--json");
        assertThat(before).isEqualTo(21);
        assertThat(info.json().get("rows")).isEqualTo(15L);
        assertThat(info.json().get("generation")).isEqualTo(2L);
        assertThat(info.json().get("properties")).isEqualTo(Map.of("note", "made by a test"));
        assertThat(done("info", index()).out()).contains("property note made by a test", "generation   2");
        assertThat(done("compact", index()).out()).contains("bytesBefore", "bytesAfter");
    }

    @Test
    void anExportIsImportedAsItWas() throws IOException {
        fill(DOCUMENTS);
        Path file = folder.resolve("all.jsonl");
        CommandRun exported = done("export", index(), "--to", file, "--vectors");
        assertThat(exported.err()).contains("all.jsonl: 601 documents");
        assertThat(Files.readAllLines(file)).hasSize(DOCUMENTS + 1);
        Path copy = folder.resolve("copy.index");
        CommandRun imported =
                done("import", copy, "--from", file, "--engine", "hnsw", "--model-identity", "m", "--json");
        assertThat(imported.json()).isEqualTo(Map.of("imported", 601L, "documents", 601L));
        assertThat(done("info", copy, "--json").json().get("connected")).isEqualTo(601L);
        assertThat(done("info", copy, "--json").json().get("model")).isEqualTo("m");
        assertThat(done("export", copy).out()).isEqualTo(done("export", index()).out());
        for (String id : List.of("d0", "d255", "d256", "d599")) {
            int i = Integer.parseInt(id.substring(1));
            try (Collection collection = Collection.openForReading(copy)) {
                float[] read = collection.get(id).orElseThrow().vector().orElseThrow();
                assertThat(read).containsExactly(vector(i), org.assertj.core.data.Offset.offset(1e-5f * (i + 1)));
            }
        }
        List<Map<?, ?>> some = CommandRun.jsonLines(
                done("export", index(), "--filter", "year < 2002").out());
        assertThat(some).extracting(object -> (Object) object.get("id")).containsExactly("d0", "d1");
        assertThat(done("import", copy, "--from", file).err()).contains("601 documents imported, 601 there");
        assertThat(done("export", index(), "--filter", "nosuch = 1").out()).isEmpty();
    }

    @Test
    void vectorsCanComeFromAFile() throws IOException {
        Path texts = write(
                "a.jsonl",
                "{\"id\":\"a\",\"text\":\"x\",\"year\":1999}\n\n{\"text\":null,\"maker\":{\"name\":\"M\"}}\n");
        Path rows = VectorSamples.write(folder.resolve("a.fvecs"), new float[][] {{3, 0}, {0, 5}});
        done("import", index(), "--from", texts, "--vectors", rows, "--metric", "euclidean");
        try (Collection collection = Collection.openForReading(index())) {
            assertThat(collection.spec().metric()).isEqualTo(Metric.EUCLIDEAN);
            assertThat(collection.get("a").orElseThrow().vector().orElseThrow()).containsExactly(3, 0);
            assertThat(Filter.parse("year = 1999")
                            .matches(collection.get("a").orElseThrow().metadata()))
                    .isTrue();
            Document second = collection.get("3").orElseThrow();
            assertThat(second.text()).isEmpty();
            assertThat(second.metadata().asString("maker.name")).contains("M");
        }
        assertFails(
                CommandRun.of("import", index(), "--from", texts, "--vectors", rows, "--metric", "dot"),
                "my.index was made with the metric 'euclidean', not 'dot'");
        assertFails(
                CommandRun.of("import", index(), "--from", texts, "--vectors", rows, "--engine", "flat"),
                "engine 'hnsw', not 'flat'");
        assertFails(
                CommandRun.of("import", index(), "--from", texts, "--vectors", rows, "--model-identity", "m"),
                "model '', not 'm'");
        Path one = VectorSamples.write(folder.resolve("one.fvecs"), new float[][] {{3, 0}});
        assertFails(
                CommandRun.of("import", index(), "--from", texts, "--vectors", one),
                "a.jsonl, line 3: there are only 1 vectors");
        Path three = VectorSamples.write(folder.resolve("three.fvecs"), new float[][] {{3, 0}, {1, 1}, {2, 2}});
        assertFails(
                CommandRun.of("import", index(), "--from", texts, "--vectors", three),
                "the documents end here, but there are 3 vectors");
    }

    @Test
    void whatCannotBeImportedIsNamed() throws IOException {
        assertFails(CommandRun.of("import", index(), "--from", write("a.jsonl", "")), "there are no documents");
        assertThat(index()).doesNotExist();
        for (Map.Entry<String, String> line : Map.of(
                        "{\"id\":\"a\"}", "a.jsonl, line 1: there is no vector",
                        "{\"id\":\"a\",\"vector\":[1,\"2\"]}", "component 1 is a string",
                        "{\"id\":\"a\",\"vector\":7}", "field 'vector' is 7",
                        "{\"id\":\"a\",\"metadata\":7,\"vector\":[1]}", "'metadata' is not an object",
                        "{\"id\":\"a\",\"vector\":[1}", "a.jsonl, line 1, column")
                .entrySet()) {
            assertFails(CommandRun.of("import", index(), "--from", write("a.jsonl", line.getKey())), line.getValue());
        }
        fill(2);
        assertFails(
                CommandRun.of("import", index(), "--from", write("b.jsonl", "{\"id\":\"a\",\"vector\":[1,2]}")),
                "document 'a'",
                "dimension is 4");
        write("b.jsonl", "{\"id\":\"good\",\"vector\":[1,2,3,4]}\n{\"id\":\"bad\",\"vector\":[1}\n");
        assertFails(CommandRun.of("import", index(), "--from", folder.resolve("b.jsonl")), "line 2");
        done("get", index(), "good");
        write("photo.jpg", "not ours");
        assertFails(CommandRun.of("import", folder, "--from", folder.resolve("b.jsonl")), "has other files");
    }

    @Test
    void damageIsReportedAndRepaired() throws IOException {
        fill(DOCUMENTS);
        assertThat(done("verify", index()).out()).contains("documents      601", "state          whole");
        assertThat(done("verify", index(), "--json").json().get("damages")).isEqualTo(List.of());
        Path journal = index().resolve("generation-1/journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 1;
        Files.write(journal, bytes);
        CommandRun found = CommandRun.of("verify", index(), "--json");
        assertThat(found.code()).isEqualTo(1);
        assertThat((List<?>) found.json().get("damages")).isNotEmpty();
        assertThat(found.out()).contains("generation-1/journal", "\"offset\"");
        assertThat(CommandRun.of("verify", index()).out()).contains("damaged", "offset ", "--repair keeps");
        CommandRun repaired = done("verify", index(), "--repair", "--json");
        assertThat(repaired.json().get("repaired")).isEqualTo(true);
        assertThat(repaired.number("documents")).isBetween(1.0, 600.0);
        assertThat(done("verify", index()).out()).contains("whole");
        try (Stream<Path> files = Files.list(index())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .anyMatch(name -> name.startsWith("damaged"));
        }
        done("get", index(), "d1");
    }
}
