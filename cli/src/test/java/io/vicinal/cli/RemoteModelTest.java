package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.format.VectorReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands with a real model behind HTTP: client in front, cache, index, search. */
class RemoteModelTest {
    private static ModelServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = new ModelServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.embedded().clear();
    }

    private String model() {
        return server.url() + "#minilm";
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private CommandRun run(String command, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(command));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("--model", model(), "--cache", folder.resolve("cache")));
        return CommandRun.of(all.toArray());
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "house number " + i + " has " + i % 7 + " windows\n")
                .collect(Collectors.joining());
    }

    @Test
    void documentsAreEmbeddedFarAwayAndFoundAsIfTheyWereNot() throws IOException {
        Path texts = write("notes.txt", "The car is parked behind the station\nBread needs an hour to rise\n");
        Path near = folder.resolve("near.index");
        Path far = folder.resolve("far.index");
        assertThat(CommandRun.of("index", near, "--from", texts).code()).isZero();
        CommandRun made = run("index", far, "--from", texts);
        assertThat(made.err()).contains("far.index: 2 documents, 2 embedded with 6 tokens (cost 0.500000)");
        assertThat(made.code()).isZero();
        for (String question : List.of("where did we leave the vehicle", "baking")) {
            String expected = CommandRun.of("search", near, question, "--json").out();
            CommandRun found = CommandRun.of("search", far, question, "--json");
            assertThat(found.err()).isEmpty();
            assertThat(found.out()).isEqualTo(expected);
        }
        assertThat(CommandRun.of("info", far, "--json").json().get("model")).isEqualTo(model());
    }

    @Test
    void nothingIsPaidForTwice() throws IOException {
        Path texts = write("houses.txt", lines(150));
        Path index = folder.resolve("houses.index");
        CommandRun first = run("index", index, "--from", texts, "--json");
        assertThat(first.json())
                .isEqualTo(Map.of(
                        "documents",
                        150L,
                        "chunks",
                        150L,
                        "embedded",
                        150L,
                        "cached",
                        0L,
                        "failed",
                        0L,
                        "tokens",
                        450L,
                        "tokensEstimated",
                        0L,
                        "tokensSaved",
                        0L,
                        "cost",
                        37.5));
        CommandRun plan =
                run("index", index, "--from", write("more.txt", lines(200)), "--dry-run", "--price", 2, "--json");
        assertThat(plan.json().get("cached")).isEqualTo(150L);
        assertThat(plan.json().get("hitRate")).isEqualTo(0.75);
        assertThat(plan.number("cost")).isEqualTo(plan.number("tokensToPay") * 2 / 1e6);
        assertThat(server.embedded()).hasSize(150);
        CommandRun second = run("index", index, "--from", folder.resolve("more.txt"), "--resume");
        assertThat(second.err()).contains("200 documents, 50 embedded with 150 tokens", "150 from the cache");
        assertThat(server.embedded().values()).hasSize(200).containsOnly(1);

        CommandRun stats = CommandRun.of("cache", "stats", "--cache", folder.resolve("cache"), "--json");
        assertThat(stats.json().get("vectors")).isEqualTo(200L);
        CommandRun verified = CommandRun.of("cache", "verify", "--cache", folder.resolve("cache"));
        assertThat(verified.code()).isZero();
        assertThat(verified.out()).contains("checked      200", "damaged      0");
        assertThat(CommandRun.of("cache", "clear", "--cache", folder.resolve("cache"))
                        .out())
                .contains("removed      200", "vectors      0");
        assertThat(run("index", index, "--from", texts).code()).isZero();
        assertThat(server.embedded().values()).contains(2);
    }

    @Test
    void whatTheHostRefusesIsListed() throws IOException {
        Path texts = write("texts.txt", lines(20) + "poison\n" + "a last one\n");
        CommandRun run = run("index", folder.resolve("texts.index"), "--from", texts);
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("texts.index: 21 documents", "not embedded: 1, listed in ");
        assertThat(Files.readString(folder.resolve("texts.index.failed.jsonl")))
                .contains("\"id\":\"21\"", "\"text\":\"poison\"", "no poison");
        CommandRun rows = run("embed", "--from", texts, "--out", folder.resolve("texts.npy"));
        assertThat(rows.code()).isEqualTo(1);
        assertThat(rows.err())
                .contains("1 documents could not be embedded (http", "no poison", "texts.npy is not written");
        assertThat(folder.resolve("texts.npy")).doesNotExist();
        CommandRun objects = run("embed", "--from", texts, "--out", folder.resolve("texts.jsonl"));
        assertThat(objects.code()).isEqualTo(3);
        assertThat(Files.readAllLines(folder.resolve("texts.jsonl"))).hasSize(21);
    }

    @Test
    void textsBecomeFilesOfVectors() throws IOException {
        Path texts = write("texts.txt", "one text\nanother text\n");
        CommandRun made = run("embed", "--from", texts, "--out", folder.resolve("rows.npy"));
        assertThat(made.err()).contains("rows.npy: 2 documents");
        assertThat(made.code()).isZero();
        assertThat(run("embed", "--from", texts, "--out", folder.resolve("rows.fvecs"))
                        .code())
                .isZero();
        assertThat(run("embed", "--from", texts, "--out", folder.resolve("rows.jsonl"))
                        .code())
                .isZero();
        List<Map<?, ?>> objects = CommandRun.jsonLines(Files.readString(folder.resolve("rows.jsonl")));
        assertThat(objects).extracting(object -> (Object) object.get("id")).containsExactly("1", "2");
        for (String name : List.of("rows.npy", "rows.fvecs")) {
            List<float[]> rows = rows(folder.resolve(name));
            assertThat(rows).hasSize(2);
            for (int i = 0; i < 2; i++) {
                List<?> expected =
                        (List<?>) Objects.requireNonNull(objects.get(i).get("vector"));
                assertThat(expected).hasSize(384);
                assertThat(((Number) expected.get(7)).floatValue()).isEqualTo(rows.get(i)[7]);
            }
        }
        assertThat(server.embedded().values()).containsOnly(1);
        assertThat(run("embed", "--from", texts, "--out", folder.resolve("rows.xls"))
                        .err())
                .contains("rows.xls", ".npy");
    }

    private static List<float[]> rows(Path file) throws IOException {
        List<float[]> rows = new ArrayList<>();
        try (VectorReader reader = VectorReader.open(file)) {
            float[] row = new float[reader.dimension()];
            while (reader.next(row)) {
                rows.add(row.clone());
            }
        }
        return rows;
    }

    @Test
    void chunksAreFoundByThemselves() throws IOException {
        Path texts = write(
                "long.jsonl",
                "{\"id\":\"letter\",\"text\":\"%s\",\"year\":1999}%n"
                        .formatted("The dog chases the cat through the garden. ".repeat(10)
                                + "The train to the coast leaves at noon. ".repeat(10)));
        Path index = folder.resolve("long.index");
        CommandRun made = run("index", index, "--from", texts, "--chunk", 120, "--overlap", 20);
        assertThat(made.code()).isZero();
        CommandRun found = CommandRun.of("search", index, "railway", "--json", "-k", 1);
        assertThat(found.out())
                .contains("\"id\":\"letter#", "\"document\":\"letter\"", "\"year\":1999")
                .contains("train");
        assertThat(run("index", index, "--from", texts, "--chunk", 10, "--overlap", 9)
                        .code())
                .isEqualTo(2);
    }

    @Test
    void vectorsCanBeShort() throws IOException {
        Path texts = write("texts.txt", "one text\nanother text\n");
        Path index = folder.resolve("short.index");
        CommandRun refused = run("index", index, "--from", texts, "--dimensions", 64);
        // This host takes no notice of the field.
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("none of 2 documents could be embedded");
        assertThat(index).doesNotExist();
        assertThat(Files.readString(folder.resolve("short.index.failed.jsonl"))).contains("dimension is 64");
        CommandRun local = CommandRun.of("index", index, "--from", texts, "--dimensions", 64);
        assertThat(local.err()).contains("the local model has 384 dimensions, not 64");
    }

    @Test
    void modelsAreListed() {
        CommandRun list = CommandRun.of("models", server.url(), "--json");
        assertThat(list.json()).isEqualTo(Map.of("id", "minilm", "contextLength", 512L));
        assertThat(CommandRun.of("models", server.url()).out()).contains("minilm", "512");
        assertThat(CommandRun.of("models", "acme").err()).contains("there is no provider 'acme', but nemorouter");
        assertThat(CommandRun.of("models", "nexllm").err()).contains("vicinal: nexllm documents no list of models");
        assertThat(CommandRun.of("models", "nugen").err()).contains("name no host", "--key-variable NUGEN_API_KEY");
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        Path texts = write("texts.txt", "one text\n");
        CommandRun run = CommandRun.of(
                "index",
                folder.resolve("x.index"),
                "--from",
                texts,
                "--model",
                "openai:text-embedding-3-small",
                "--key-variable",
                "NO_SUCH_KEY");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("NO_SUCH_KEY");
        CommandRun plan = CommandRun.of(
                "index",
                folder.resolve("x.index"),
                "--from",
                texts,
                "--model",
                "openai:text-embedding-3-small",
                "--key-variable",
                "NO_SUCH_KEY",
                "--dry-run",
                "--json");
        assertThat(plan.code()).isZero();
        assertThat(plan.json().get("tokens")).isEqualTo(2L);
        assertThat(plan.json().get("tokensExact")).isEqualTo(true);
        assertThat(CommandRun.of("index", folder, "--from", texts, "--model", "gpt")
                        .err())
                .contains("'gpt' is not like local, provider:model or http://host/v1#model");
    }

    @Test
    void aKilledRunGoesOnWhereItWas() throws Exception {
        int count = 1_000;
        Path texts = write("houses.txt", lines(count));
        Path index = folder.resolve("houses.index");
        String[] command = {
            "index",
            "houses.index",
            "--from",
            texts.toString(),
            "--model",
            model(),
            "--cache",
            "cache",
            "--concurrency",
            "2"
        };
        try (ChildProcess child =
                ChildProcess.start(folder, List.of("-Dvicinal.terminal=true"), Map.of(), (Object[]) command)) {
            child.awaitOnError("texts/s");
            while (server.embedded().size() < 200) {
                Thread.onSpinWait();
            }
            child.signal("KILL");
            assertThat(child.result().code()).isEqualTo(137);
        }
        assertThat(index).doesNotExist();
        CommandRun resumed = run("index", index, "--from", texts, "--concurrency", 2, "--resume");
        assertThat(resumed.err()).contains("1,000 documents", "from the cache");
        assertThat(resumed.code()).isZero();
        int twice =
                server.embedded().values().stream().mapToInt(times -> times - 1).sum();
        assertThat(server.embedded()).hasSize(count);
        assertThat(twice).isLessThanOrEqualTo(2 * 64);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("cache", "houses.index", "houses.txt");
        }
    }
}
