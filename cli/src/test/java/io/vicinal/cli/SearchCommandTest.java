package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
    private static final String DOCUMENTS = """
            {"id": "de1", "text": "The train to Berlin leaves at noon", "year": 2021, "lang": "de", "line": "ICE"}
            {"id": "de2", "text": "The train to Munich leaves at three", "year": 2019, "lang": "de", "line": "ICE"}
            {"id": "fr1", "text": "The train to Paris leaves at nine", "year": 2020, "lang": "fr", "line": "TGV"}
            {"id": "en1", "text": "The train to London is late", "year": 2022, "lang": "en"}
            {"id": "bread", "text": "Bread needs an hour to rise", "year": 2022, "lang": "en"}
            """;

    @TempDir
    private static Path folder;

    private static Path index() {
        return folder.resolve("trains.index");
    }

    @BeforeAll
    static void make() throws IOException {
        Path file = Files.writeString(folder.resolve("trains.jsonl"), DOCUMENTS);
        assertThat(CommandRun.of("index", index(), "--from", file).code()).isZero();
    }

    private static CommandRun search(Object... options) {
        Object[] command = new Object[options.length + 3];
        command[0] = "search";
        command[1] = index();
        command[2] = "when does the train leave";
        System.arraycopy(options, 0, command, 3, options.length);
        CommandRun run = CommandRun.of(command);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run;
    }

    private static List<?> hits(CommandRun run) {
        return run.json().get("hits") instanceof List<?> hits ? hits : List.of();
    }

    private static List<Object> ids(Object... options) {
        Object[] json = new Object[options.length + 1];
        System.arraycopy(options, 0, json, 0, options.length);
        json[options.length] = "--json";
        return hits(search(json)).stream()
                .<Object>map(hit -> ((Map<?, ?>) hit).get("id"))
                .toList();
    }

    @Test
    void filtersRestrict() {
        assertThat(ids()).hasSize(5).last().isEqualTo("bread");
        assertThat(ids("--filter", "year >= 2020 and lang in ('de','fr')")).containsExactlyInAnyOrder("de1", "fr1");
        assertThat(ids("--filter", "lang = 'it'")).isEmpty();
        assertThat(ids("--filter", "not exists(line)")).containsExactly("en1", "bread");
    }

    @Test
    void aMistakeInAFilterIsShownWithItsPlace() {
        CommandRun run = CommandRun.of("search", index(), "x", "--filter", "year >= 2020 and lang in (de)");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.complaint().get(1)).isEqualTo("year >= 2020 and lang in (de)");
        assertThat(run.complaint().get(2)).isEqualTo(" ".repeat(26) + "^");
        assertThat(run.complaint().getFirst()).contains("position 26: expected");
    }

    @Test
    void whatComesBackIsChosen() {
        Map<?, ?> first = (Map<?, ?>) hits(search("--json", "--fields", "year,lang", "--vectors", "-k", 1))
                .getFirst();
        assertThat(first.get("metadata")).asString().contains("year", "lang").doesNotContain("line");
        assertThat((List<?>) first.get("vector")).hasSize(384);
        assertThat(((Map<?, ?>) hits(search("--json")).getFirst()).get("vector"))
                .isNull();
        assertThat(search("--fields", "year,nosuch").out())
                .contains("year=2021")
                .doesNotContain("lang");
        assertThat(search().out()).doesNotContain("year=");
    }

    @Test
    void hitsAreLimitedGroupedAndSpread() {
        double best = ((Map<?, ?>) hits(search("--json")).getFirst()).get("score") instanceof Number score
                ? score.doubleValue()
                : Double.NaN;
        assertThat(ids("--min-score", best - 1e-4)).hasSize(1);
        assertThat(ids("--min-score", 1.5)).isEmpty();
        assertThat(ids("--group-by", "lang")).hasSize(3);
        assertThat(ids("--diversity", 1, "-k", 2)).hasSize(2).contains("bread");
        assertThat(ids("--effort", 1, "-k", 2)).hasSize(2);
    }

    @Test
    void howTheAnswerWasFoundIsTold() {
        assertThat(search("--explain", "--filter", "year > 2020").out()).contains("plan ", "3 of 5 documents allowed");
        assertThat(search("--json").json().get("explain")).isNull();
        CommandRun run = search("--json", "--explain", "--filter", "year > 2020");
        assertThat(run.json().get("explain"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("candidates", 3L)
                .containsEntry("documents", 5L);
    }
}
