package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionOptions;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What there is already: added to, kept open by others, made with another model. */
class AddedDocumentsTest extends IndexFixture {
    @Test
    void whatAnotherKeepsOpenIsNotReplaced() throws IOException {
        Path texts = write("texts.txt", "some text");
        make(texts);
        try (Collection open = Collection.open(index(), CollectionOptions.DEFAULT)) {
            assertFails(CommandRun.of("index", index(), "--from", texts), "my.index is in use by this process");
            assertFails(CommandRun.of("index", index(), "--from", texts, "--add"), "my.index is in use");
            assertThat(open.size()).isEqualTo(1);
        }
        try (Collection reading = Collection.openForReading(index())) {
            make(write("two.txt", "one text\nanother\n"));
            assertThat(reading.size()).isEqualTo(2);
        }
        assertThat(files()).containsExactly("my.index", "texts.txt", "two.txt");
    }

    @Test
    void documentsAreAdded() throws IOException {
        assertFails(
                CommandRun.of("index", index(), "--add", "--from", write("a.txt", "a")),
                "there is no file or folder",
                "my.index");
        make(write("products.jsonl", PRODUCTS), "--engine", "flat");
        CommandRun added = CommandRun.of(
                "index",
                index(),
                "--add",
                "--from",
                write("more.jsonl", "{\"id\":\"p1\",\"text\":\"An umbrella\"}\n{\"id\":\"p4\",\"text\":\"Bread\"}\n"));
        assertThat(added.code()).isZero();
        assertThat(added.err()).contains("my.index: 2 documents", "in the index now: 4 documents");
        assertThat(best("what to wear when it rains").get("text")).isEqualTo("An umbrella");
        assertThat(best("something to eat").get("id")).isEqualTo("p4");
        assertThat(best("hot drinks").get("id")).isEqualTo("3");
        assertThat(CommandRun.of("info", index(), "--json").json().get("rows")).isEqualTo(5L);
        assertFails(
                CommandRun.of("index", index(), "--add", "--from", folder.resolve("more.jsonl"), "--engine", "hnsw"),
                "my.index was made with the engine flat, not hnsw");
    }

    @Test
    void whatWasAddedBeforeAMistakeStays() throws IOException {
        make(write("products.jsonl", PRODUCTS));
        String many = IntStream.range(0, 700)
                .mapToObj(line -> "{\"id\": \"n%d\", \"text\": \"text %d\"}\n".formatted(line, line))
                .collect(Collectors.joining());
        assertFails(
                CommandRun.of("index", index(), "--add", "--from", write("bad.jsonl", many + "{\"text\": 'no'}\n")),
                "bad.jsonl, line 701, column 10: ");
        CommandRun info = CommandRun.of("info", index(), "--json");
        assertThat(info.number("documents")).isBetween(3.0, 703.0);
        assertThat(CommandRun.of("verify", index()).code()).isZero();
        assertThat(best("hot drinks").get("id")).isEqualTo("3");
    }

    @Test
    void anIndexOfAnotherModelIsRefused() throws IOException {
        try (Collection other =
                Collection.create(index(), CollectionSpec.of(384, Metric.COSINE).model("local:all-biglm-l6-v2-q"))) {
            assertThat(other.size()).isZero();
        }
        assertFails(CommandRun.of("search", index(), "question"), "does not tell", "--model names");
        assertFails(
                CommandRun.of("search", index(), "question", "--model", "local"),
                "local:all-biglm-l6-v2-q",
                "all-minilm-l6-v2-q");
        assertFails(
                CommandRun.of("index", index(), "--add", "--from", write("a.txt", "a")),
                "my.index was made with the model 'local:all-biglm-l6-v2-q'",
                "'local:all-minilm-l6-v2-q' can't be added");
        assertThat(CommandRun.of("info", index()).code()).isZero();
    }
}
