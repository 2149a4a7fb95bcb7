package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that look at all documents together. */
class AnalysisCommandsTest {
    private static final String DOCUMENTS = """
            {"id": "t1", "text": "The train to Berlin leaves at noon", "topic": "train"}
            {"id": "t2", "text": "The train to Munich leaves at three", "topic": "train"}
            {"id": "t3", "text": "The night train to Paris was late", "topic": "train"}
            {"id": "t4", "text": "The train to Berlin leaves at noon today, from platform nine", "topic": "train"}
            {"id": "b1", "text": "Bread dough needs an hour to rise", "topic": "bread"}
            {"id": "b2", "text": "Bake the bread dough until its crust is brown", "topic": "bread"}
            {"id": "b3", "text": "Knead flour, water and yeast to make bread dough", "topic": "bread"}
            {"id": "d1", "text": "The dog chases its ball in the garden", "topic": "dog"}
            {"id": "d2", "text": "A puppy plays with its ball", "topic": "dog"}
            {"id": "d3", "text": "Dogs like to chase balls", "topic": "dog"}
            {"id": "d4", "text": "The dog chases its ball in the garden", "topic": "dog"}
            """;

    @TempDir
    private static Path folder;

    private static Path index() {
        return folder.resolve("topics.index");
    }

    @BeforeAll
    static void make() throws IOException {
        Path file = Files.writeString(folder.resolve("topics.jsonl"), DOCUMENTS);
        assertThat(CommandRun.of("index", index(), "--from", file).code()).isZero();
    }

    private static CommandRun run(String command, Object... options) {
        Object[] words = new Object[options.length + 2];
        words[0] = command;
        words[1] = index();
        System.arraycopy(options, 0, words, 2, options.length);
        CommandRun run = CommandRun.of(words);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Set<String> ids(@Nullable Object documents) {
        return list(documents).stream()
                .map(one -> String.valueOf(map(one).get("id")))
                .collect(Collectors.toSet());
    }

    private static List<String> all(List<?> objects, String field) {
        return objects.stream().map(one -> String.valueOf(map(one).get(field))).toList();
    }

    @Test
    void neighboursAreOfTheSameTopic() {
        List<Map<?, ?>> lines =
                CommandRun.jsonLines(run("knn-graph", "-k", 2, "--json").out());
        assertThat(lines).hasSize(11);
        for (Map<?, ?> line : lines) {
            String topic = String.valueOf(line.get("id")).substring(0, 1);
            assertThat(ids(line.get("neighbours"))).hasSize(2).allMatch(id -> id.startsWith(topic));
        }
        Map<?, ?> first = map(list(lines.getLast().get("neighbours")).getFirst());
        assertThat(first.get("id")).isEqualTo("d1");
        assertThat(Double.parseDouble(String.valueOf(first.get("score")))).isGreaterThan(0.999);
        assertThat(run("knn-graph", "-k", 1, "--filter", "topic = 'dog'").out())
                .startsWith("d1" + System.lineSeparator() + "  1.000  d4" + System.lineSeparator() + "d2");
    }

    @Test
    void neighboursGoToAFileAndRecallIsTold() throws IOException {
        Path file = folder.resolve("graph.jsonl");
        CommandRun run = CommandRun.of("knn-graph", index(), "-k", 3, "--effort", 50, "--out", file);
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.complaint()).containsExactly(file + ": 11 documents, recall 1.0000");
        assertThat(Files.readString(file))
                .isEqualTo(run("knn-graph", "-k", 3, "--json").out());
    }

    @Test
    void duplicatesAreTold() {
        Map<?, ?> all = run("dedupe", "--above", "0.999", "--json").json();
        assertThat(all.get("documents")).isEqualTo(11L);
        assertThat(all.get("pairs")).isEqualTo(1L);
        assertThat(all.get("deleted")).isEqualTo(0L);
        Map<?, ?> group = map(list(all.get("groups")).getFirst());
        assertThat(group.get("keep")).isEqualTo("d1");
        assertThat(ids(group.get("drop"))).containsExactly("d4");
        assertThat(run("dedupe", "--above", "0.999").out().lines())
                .containsExactly(
                        "keep         d1",
                        "             The dog chases its ball in the garden",
                        "drop  1.000  d4",
                        "             The dog chases its ball in the garden",
                        "",
                        "1 groups, 1 of 11 documents superfluous");
        assertThat(run("dedupe", "--above", "0.999", "--effort", 30).out()).endsWith(", recall of pairs 1.000\n");
    }

    @Test
    void theLongestTextIsKept() {
        Map<?, ?> all = run("dedupe", "--above", "0.7", "--keep", "longest", "--filter", "topic = 'train'", "--json")
                .json();
        assertThat(list(all.get("groups"))).hasSize(1);
        assertThat(map(list(all.get("groups")).getFirst()).get("keep")).isEqualTo("t4");
    }

    @Test
    void pairsAreStreamed() {
        List<Map<?, ?>> pairs = CommandRun.jsonLines(
                run("dedupe", "--above", "-1", "--pairs", "--json").out());
        assertThat(pairs).hasSize(11 * 10 / 2);
        assertThat(run("dedupe", "--above", "0.999", "--pairs").out().lines()).containsExactly("1.000  d1  d4");
    }

    @Test
    void duplicatesAreDeletedOnlyIfWanted() throws IOException {
        Path copy = folder.resolve("copy.index");
        assertThat(CommandRun.of("index", copy, "--from", folder.resolve("topics.jsonl"))
                        .code())
                .isZero();
        CommandRun run = CommandRun.of("dedupe", copy, "--above", "0.999", "--delete");
        assertThat(run.out()).endsWith("1 groups, 1 of 11 documents deleted\n");
        assertThat(CommandRun.of("get", copy, "d4").code()).isEqualTo(1);
        assertThat(CommandRun.of("get", copy, "d1").code()).isZero();
        assertThat(CommandRun.of("dedupe", copy, "--above", "0.999", "--json")
                        .json()
                        .get("groups"))
                .isEqualTo(List.of());
    }

    @Test
    void clustersAreTopics() throws IOException {
        Path file = folder.resolve("clusters.jsonl");
        CommandRun run = run("cluster", "-k", 3, "--against", "topic", "--out", file, "--json", "--show", 2);
        assertThat(run.number("agreement")).isGreaterThan(0.999);
        assertThat(run.number("unclustered")).isZero();
        List<?> clusters = list(run.json().get("clusters"));
        assertThat(all(clusters, "size")).containsExactly("4", "4", "3");
        assertThat(list(map(clusters.getLast()).get("nearest"))).hasSize(2);
        assertThat(ids(map(clusters.getLast()).get("nearest"))).allMatch(id -> id.startsWith("b"));
        List<Map<?, ?>> lines = CommandRun.jsonLines(Files.readString(file));
        assertThat(lines).hasSize(11);
        assertThat(lines.get(4).get("cluster")).isEqualTo(2L);
        assertThat(run("cluster", "-k", 3, "--against", "topic").out())
                .contains("cluster 0: 4 documents", "             ")
                .endsWith("3 clusters of 11 documents; agreement with topic: 1.000\n");
    }

    @Test
    void theNumberOfClustersIsChosenAndTold() {
        CommandRun run = run("cluster", "--json");
        assertThat(all(list(run.json().get("curve")), "clusters")).containsExactly("1", "2", "3", "4", "5");
        assertThat(list(run.json().get("clusters")).size()).isBetween(2, 4);
    }

    @Test
    void densityLeavesSomeOut() {
        CommandRun run = run("cluster", "--density", "--least", 3, "--neighbours", 2, "--json");
        assertThat(list(run.json().get("clusters")).size()).isBetween(2, 3);
        assertThat(run.json().get("curve")).isNull();
    }

    @Test
    void outliersAreTheSameThroughAGraphThatMissesNothing() {
        CommandRun run = CommandRun.of("outliers", index(), "--neighbours", 3, "--effort", 50, "--json");
        assertThat(run.code()).isZero();
        assertThat(run.complaint()).containsExactly("11 documents, recall 1.0000");
        assertThat(CommandRun.jsonLines(run.out())).hasSize(11);
        assertThat(run.out())
                .isEqualTo(run("outliers", "--neighbours", 3, "--json").out());
    }

    @Test
    void wrongUsageIsTold() {
        wrong("-k and --effort must be at least 1", "knn-graph", "-k", 0);
        wrong("--above must be a number", "dedupe", "--above", "NaN");
        wrong("--above must be at most 1 with metric cosine but is 2.0", "dedupe", "--above", 2);
        wrong("--pairs goes with neither --delete nor --effort", "dedupe", "--pairs", "--delete");
        wrong("-k does not go with --density, which finds the number", "cluster", "-k", 3, "--density");
        CommandRun none = CommandRun.of("cluster", index(), "--filter", "topic = 'cat'");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.complaint()).containsExactly("vicinal: there are no such documents");
    }

    private static void wrong(String message, String command, Object... options) {
        Object[] words = new Object[options.length + 2];
        words[0] = command;
        words[1] = index();
        System.arraycopy(options, 0, words, 2, options.length);
        CommandRun run = CommandRun.of(words);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.complaint().getFirst()).isEqualTo("vicinal: " + message);
    }
}
