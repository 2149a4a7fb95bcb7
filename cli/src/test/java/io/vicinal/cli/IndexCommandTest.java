package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.cache.CacheOptions;
import io.vicinal.embedding.cache.ChronicleEmbeddingCache;
import io.vicinal.embedding.cache.EmbeddingCache;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexCommandTest extends IndexFixture {
    @Test
    void documentsComeBackWithTheirIdsAndMetadata() throws IOException {
        make(write("products.jsonl", PRODUCTS));
        Map<?, ?> boots = best("what to wear when it rains");
        assertThat(boots.get("id")).isEqualTo("p1");
        assertThat(boots.get("text")).isEqualTo("Rubber boots for rainy days");
        assertThat(boots.get("metadata")).isEqualTo(Map.of("price", 39.5, "sizes", List.of("38", "39"), "sale", true));
        Map<?, ?> binoculars = best("Fernglas für Vögel");
        assertThat(binoculars.get("id")).isEqualTo("7");
        assertThat(binoculars.get("text")).isEqualTo("Ein Fernglas für die Vogelbeobachtung 🦉");
        assertThat(binoculars.get("metadata")).isEqualTo(Map.of("maker.name", "Müller"));
        Map<?, ?> kettle = best("hot drinks");
        assertThat(kettle.get("id")).isEqualTo("3");
        assertThat(kettle.get("metadata")).isEqualTo(Map.of());
        assertThat(files()).containsExactly("my.index", "products.jsonl");

        CommandRun all = CommandRun.of("search", index(), "--", "-5 degrees outside");
        assertThat(all.code()).isZero();
        assertThat(all.out()).contains("-5 degrees outside", "  p1", "boots", "   3  ");
        assertThat(CommandRun.of("search", index(), "@home", "-k", 2_000_000_000)
                        .out())
                .contains("@home", "   3  ");
        assertInfo(3);
    }

    private void assertInfo(long documents) throws IOException {
        CommandRun info = CommandRun.of("info", index(), "--json");
        assertThat(info.code()).isZero();
        assertThat(info.json().get("documents")).isEqualTo(documents);
        assertThat(info.json().get("dimension")).isEqualTo(384L);
        assertThat(info.json().get("metric")).isEqualTo("cosine");
        assertThat(info.json().get("rows")).isEqualTo(documents);
        assertThat(info.json().get("engine")).isEqualTo("hnsw");
        assertThat(info.json().get("generation")).isEqualTo(1L);
        assertThat(info.json().get("notes")).isEqualTo(List.of());
        assertThat(info.json().get("model")).isEqualTo("local:all-minilm-l6-v2-q");
        try (Stream<Path> files = Files.walk(index())) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertThat(info.json().get("bytesOnDisk")).isEqualTo(bytes);
        }
        assertThat(CommandRun.of("info", index()).out()).contains("documents    " + documents, "model ");
    }

    @ParameterizedTest
    @CsvSource({
        "auto, 'hnsw: exact so far, a graph from 10,000 documents on', hnsw, 0",
        "flat, 'flat: exact', flat, 0",
        "hnsw, 'hnsw: a graph', hnsw, 3"
    })
    void theEngineCanBeChosen(String choice, String words, String engine, long connected) throws IOException {
        make(write("products.jsonl", PRODUCTS), "--engine", choice);
        assertThat(CommandRun.of("info", index()).out())
                .contains("engine       " + words + System.lineSeparator(), "property engine " + choice);
        CommandRun info = CommandRun.of("info", index(), "--json");
        assertThat(info.json().get("engine")).isEqualTo(engine);
        assertThat(info.json().get("connected")).isEqualTo(connected);
        assertThat(best("what to wear when it rains").get("id")).isEqualTo("p1");
        assertThat(best("hot drinks").get("id")).isEqualTo("3");
        make(write("empty.jsonl", ""), "--engine", choice);
        assertThat(CommandRun.of("search", index(), "anything").out()).contains("nothing found");
    }

    @Test
    void columnsCanBeNamed() throws IOException {
        make(
                write("birds.csv", "name,note,seen\nowl,\"hunts, at night\",3\nduck,swims on the pond,12\n"),
                "--id-field",
                "name",
                "--text-field",
                "note");
        assertThat(best("water").get("id")).isEqualTo("duck");
        assertThat(best("dark").get("metadata")).isEqualTo(Map.of("seen", "3"));
    }

    @Test
    void anIndexIsReplacedByTheNextOne() throws IOException {
        make(write("first.txt", "The train leaves at noon\n\nBread needs an hour to rise\n"));
        assertThat(best("baking").get("id")).isEqualTo("3");
        write("notes/deep/soup.md", "# Soup\nBoil the carrots.");
        write("notes/empty.txt", " ");
        write("notes/car.txt", "The car is parked behind the station.");
        write("notes/picture.png", "no text");
        CommandRun run = CommandRun.of("index", index(), "--from", folder.resolve("notes"));
        assertThat(run.err()).contains("2 documents", "passed over: 1 empty files");
        assertThat(best("cooking").get("id")).isEqualTo("deep/soup.md");
        assertThat(files()).containsExactly("first.txt", "my.index", "notes");
        assertInfo(2);
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = Files.createDirectories(folder.resolve("elsewhere/real"));
        Files.createSymbolicLink(index(), real);
        Path texts = write("texts.txt", "some text");
        make(texts);
        make(texts);
        assertThat(index()).isSymbolicLink();
        assertThat(real.resolve("collection")).exists();
        try (Stream<Path> files = Files.list(folder.resolve("elsewhere"))) {
            assertThat(files).containsExactly(real);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one line\nanother line", "{\"id\": \"a\", \"text\": \"one line\"}"})
    @ResourceLock("java.lang.System.in")
    void standardInputIsRead(String input) throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            make("-");
        } finally {
            System.setIn(before);
        }
        assertThat(best("one").get("text")).isEqualTo("one line");
    }

    @Test
    void nothingToReadMakesAnEmptyIndex() throws IOException {
        make(write("empty.jsonl", ""));
        assertInfo(0);
        assertThat(CommandRun.of("search", index(), "anything").out()).contains("nothing found");
    }

    @Test
    void aBadLineIsNamedAndNothingIsLeft() throws IOException {
        Path texts = write("old.txt", "an older text");
        String many = IntStream.range(0, 200)
                .mapToObj(line -> "{\"text\": \"text %d\"}\n".formatted(line))
                .collect(Collectors.joining());
        Path bad = write("bad.jsonl", many + "{\"text\": 'no'}\n");
        assertFails(CommandRun.of("index", index(), "--from", bad), "bad.jsonl, line 201, column 10: ");
        assertThat(files()).containsExactly("bad.jsonl", "old.txt");
        make(texts);
        assertFails(CommandRun.of("index", index(), "--from", bad), "line 201");
        assertThat(best("text").get("text")).isEqualTo("an older text");
        assertThat(files()).containsExactly("bad.jsonl", "my.index", "old.txt");
    }

    @Test
    void aDuplicateIdIsRefusedWithItsPlace() throws IOException {
        Path twice = write("twice.jsonl", "{\"id\":\"a\",\"text\":\"x\"}\n\n{\"id\":\"a\",\"text\":\"y\"}\n");
        assertFails(CommandRun.of("index", index(), "--from", twice), "twice.jsonl, line 3: ", "two documents", "'a'");
        Path csv = write("twice.csv", "id,text\na,x\na,y\n");
        assertFails(CommandRun.of("index", index(), "--from", csv), "twice.csv, line 3: ", "'a'");
        assertThat(index()).doesNotExist();
    }

    @Test
    void whatCannotBeEmbeddedIsListedAndTheRestIsThere() throws IOException {
        Path texts = write(
                "control.jsonl", "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"\\u0001\",\"year\":1}\n");
        CommandRun run = CommandRun.of("index", index(), "--from", texts);
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("my.index: 1 documents", "not embedded: 1, listed in", "my.index.failed.jsonl");
        Path listed = folder.resolve("my.index.failed.jsonl");
        assertThat(CommandRun.json(listed))
                .isEqualTo(Map.of(
                        "id", "b", "text", "\u0001", "year", 1L, "vicinal:failure", "the text has nothing to embed"));
        assertThat(best("x").get("id")).isEqualTo("a");

        Files.writeString(listed, Files.readString(listed).replace("\\u0001", "mended"));
        assertFails(CommandRun.of("index", index(), "--from", listed), "--failures names another file");
        CommandRun mended = CommandRun.of("index", folder.resolve("rest.index"), "--from", listed);
        assertThat(mended.code()).isZero();
        assertThat(CommandRun.of("search", folder.resolve("rest.index"), "mended", "--json")
                        .out())
                .contains("\"year\":1")
                .doesNotContain("vicinal:failure");
        make(write("good.txt", "good"));
        assertThat(listed).doesNotExist();
    }

    @Test
    void ifNothingCanBeEmbeddedTheOlderIndexStays() throws IOException {
        make(write("good.txt", "an older text"));
        Path texts = write("control.jsonl", "{\"id\":\"a\",\"text\":\"\\u0001\"}\n");
        assertFails(
                CommandRun.of("index", index(), "--from", texts),
                "none of 1 documents could be embedded (the text has nothing to embed), listed in",
                "my.index is as it was");
        assertThat(best("text").get("text")).isEqualTo("an older text");
    }

    @Test
    void whatAKilledRunLeftIsRemovedButNotUnderALivingOne() throws IOException {
        Path texts = write("texts.txt", "some text");
        Path left = folder.resolve(".my.index.123e4567-e89b-12d3-a456-426614174000.tmp");
        write(left.getFileName() + "/vectors.index", "half of it");
        write(".my.index.of-somebody-else.tmp/file", "not ours");
        Path cache = folder.resolve("cache");
        try (EmbeddingCache open = ChronicleEmbeddingCache.open(cache, CacheOptions.defaults())) {
            assertThat(open.statistics().entries()).isZero();
            assertFails(
                    CommandRun.of("index", index(), "--from", texts, "--cache", cache, "--resume"),
                    "is open already",
                    "--no-cache does without");
            assertThat(left).exists();
        }
        assertThat(CommandRun.of("index", index(), "--from", texts, "--cache", cache, "--resume")
                        .code())
                .isZero();
        assertThat(files()).containsExactly(".my.index.of-somebody-else.tmp", "cache", "my.index", "texts.txt");
    }

    @Test
    void optionsThatWouldDoNothingAreRefused() throws IOException {
        Path texts = write("texts.txt", "some text");
        assertThat(CommandRun.of("index", index(), "--from", texts, "--overlap", 3)
                        .err())
                .contains("--overlap needs --chunk");
        assertThat(CommandRun.of("index", index(), "--from", texts, "--price", 3)
                        .err())
                .contains("--price", "needs --dry-run");
        assertThat(CommandRun.of("index", index(), "--from", texts, "--resume", "--no-cache")
                        .err())
                .contains("--resume needs the cache");
        assertThat(index()).doesNotExist();
        Path none = folder.resolve("no-cache-yet");
        CommandRun plan = CommandRun.of("index", index(), "--from", texts, "--dry-run", "--cache", none);
        assertThat(plan.code()).isZero();
        assertThat(none).doesNotExist();
    }

    @Test
    void otherFilesAreNeverReplaced() throws IOException {
        Path texts = write("texts.txt", "some text");
        assertFails(CommandRun.of("index", texts, "--from", texts), "texts.txt is a file");
        write("photos/a.jpg", "a picture");
        assertFails(
                CommandRun.of("index", folder.resolve("photos"), "--from", texts), "photos has other files", "a.jpg");
        make(texts);
        write("my.index/notes.txt", "mine");
        assertFails(CommandRun.of("index", index(), "--from", texts), "my.index has other files", "notes.txt");
        assertThat(index().resolve("notes.txt")).hasContent("mine");
        assertFails(CommandRun.of("index", texts.resolve("below"), "--from", texts), "texts.txt");
        assertFails(CommandRun.of("index", "/", "--from", texts), "/");
    }

    @Test
    void missingAndUnknownSources() throws IOException {
        assertFails(
                CommandRun.of("index", index(), "--from", folder.resolve("none.jsonl")),
                "there is no file or folder",
                "none.jsonl");
        assertFails(CommandRun.of("index", index(), "--from", write("a.pdf", "%PDF")), "a.pdf", ".jsonl");
        Files.createDirectory(folder.resolve("locked"));
        assertThat(index()).doesNotExist();
    }

    @Test
    void anUnreadableFolderIsNamed() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assertThat(locked.toFile().setReadable(false)).isTrue();
        Assumptions.assumeFalse(Files.isReadable(locked), "for root every folder is readable");
        assertFails(CommandRun.of("index", index(), "--from", locked), "permission denied", "locked");
        assertThat(index()).doesNotExist();
    }

    @Test
    void whatIsNoIndexIsRefused() throws IOException {
        assertFails(CommandRun.of("search", index(), "question"), "there is no file or folder", "my.index");
        assertFails(CommandRun.of("info", folder), "is no index", "no file 'collection'");
        assertFails(CommandRun.of("info", write("file.txt", "text")), "file.txt is no index");
    }

    @Test
    void whatIsDamagedIsNamed() throws IOException {
        make(write("products.jsonl", PRODUCTS));
        Path file = index().resolve("collection");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(file, bytes);
        assertFails(CommandRun.of("search", index(), "question"), "my.index/collection", "offset ");
        assertFails(CommandRun.of("info", index()), "my.index/collection", "offset ");
    }

    @Test
    void anIndexOfTheFirstFormatIsRefusedAndMadeAgain() throws IOException {
        for (String file : List.of("vicinal.json", "documents.jsonl", "vectors.index")) {
            write("my.index/" + file, "{}");
        }
        String refusal = "my.index was written by an older version (format 1); make it again with 'vicinal index'";
        for (Object[] command : List.of(
                new Object[] {"search", index(), "question"},
                new Object[] {"info", index()},
                new Object[] {"get", index(), "a"},
                new Object[] {"delete", index(), "a"},
                new Object[] {"export", index()},
                new Object[] {"import", index(), "--from", write("a.jsonl", "")},
                new Object[] {"verify", index()},
                new Object[] {"compact", index()},
                new Object[] {"index", index(), "--add", "--from", write("a.txt", "a")})) {
            assertFails(CommandRun.of(command), refusal);
        }
        make(write("products.jsonl", PRODUCTS));
        assertThat(best("hot drinks").get("id")).isEqualTo("3");
        assertThat(index().resolve("vicinal.json")).doesNotExist();
    }

    @Test
    void fieldsThatCannotBeKeptAsTheyAreFindAForm() throws IOException {
        make(
                write(
                        "odd.jsonl",
                        "{\"text\":\"odd \\ud800 text\",\"\":1,\"a\":{\"b\":{\"c\":2.0},\"l\":[1,\"x\",{\"y\":null}]},\"n\":null}"));
        Map<?, ?> odd = best("odd");
        assertThat(odd.get("text")).isEqualTo("odd ? text");
        assertThat(odd.get("metadata")).isEqualTo(Map.of("a.b.c", 2.0, "a.l", List.of("1", "x", "{}")));
    }
}
