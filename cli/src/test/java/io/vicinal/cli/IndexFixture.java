package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which the command makes an index and asks it. */
abstract class IndexFixture {
    static final String PRODUCTS = """
            {"id": "p1", "text": "Rubber boots for rainy days", "price": 39.5, "sizes": [38, 39], "sale": true}
            {"id": 7, "text": "Ein Fernglas für die Vogelbeobachtung 🦉", "maker": {"name": "Müller"}}
            {"text": "A kettle that boils water for tea"}
            """;

    @TempDir
    Path folder;

    Path index() {
        return folder.resolve("my.index");
    }

    Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    void make(Object... from) {
        CommandRun run = CommandRun.of(Stream.concat(Stream.of("index", index(), "--from"), Stream.of(from))
                .toArray());
        assertThat(run.complaint()).singleElement().asString().contains("my.index: ", " documents");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
    }

    Map<?, ?> best(String question) {
        CommandRun run = CommandRun.of("search", index(), question, "-k", 1, "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.json().get("query")).isEqualTo(question);
        return run.json().get("hits") instanceof List<?> hits ? (Map<?, ?>) hits.getFirst() : Map.of();
    }

    void assertFails(CommandRun run, String... parts) {
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.complaint()).hasSize(1);
        assertThat(run.err())
                .startsWith("vicinal: ")
                .contains(parts)
                .doesNotContain("unexpected failure", "Exception", ".tmp");
    }

    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
