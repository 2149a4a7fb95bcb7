package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the uses of embeddings make of real texts: the documentation of some packages of the JDK. */
class MeaningCommandsTest {
    private static final String LOCK = "java.util.concurrent.Semaphore.acquire()";

    @TempDir
    private static Path folder;

    private static Path index = Path.of("");

    @BeforeAll
    static void make() {
        index = JdkIndex.folder();
    }

    private static CommandRun run(Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run;
    }

    private static List<Map<?, ?>> lines(Object... arguments) {
        return CommandRun.jsonLines(run(arguments).out());
    }

    private static List<?> list(Map<?, ?> map, String field) {
        return map.get(field) instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(Map<?, ?> map, String field) {
        return map.get(field) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    @Test
    void theBestSentenceOfEachHitIsShown() {
        Map<?, ?> answer = run("search", index, "wait for other threads", "-k", 3, "--highlight", "--json")
                .json();
        assertThat(list(answer, "hits")).hasSize(3).allSatisfy(hit -> {
            Map<?, ?> fields = (Map<?, ?>) hit;
            Map<?, ?> highlight = map(fields, "highlight");
            String text = String.valueOf(fields.get("text"));
            int from = Integer.parseInt(String.valueOf(highlight.get("from")));
            int to = Integer.parseInt(String.valueOf(highlight.get("to")));
            assertThat(text.substring(from, to)).isEqualTo(highlight.get("text"));
        });
        assertThat(run("search", index, "wait for other threads", "-k", 1, "--highlight", "--fields", "package")
                        .out())
                .contains("package=java.util.concurrent");
    }

    @Test
    void aPromptCitesItsSourcesAndKeepsTheBudget() {
        Map<?, ?> answer = run("rag", index, "parse a date from text", "--tokens", 300, "--json")
                .json();
        assertThat((Long) answer.get("tokens")).isBetween(150L, 300L);
        String context = String.valueOf(answer.get("context"));
        assertThat(context).startsWith("[1] java.time.").contains("\n[2] java.time.");
        assertThat(String.valueOf(answer.get("prompt"))).contains(context, "Question: parse a date from text");
        assertThat(list(answer, "passages"))
                .allSatisfy(passage -> assertThat(((Map<?, ?>) passage).keySet().toString())
                        .isEqualTo("[number, source, ids, score, text, metadata, shortened]"));
        assertThat(run("rag", index, "parse a date from text", "--tokens", 300).out())
                .isEqualTo(answer.get("prompt"));
        assertThat(run("rag", index, "parse a date from text", "--tokens", 300, "--context")
                        .out())
                .isEqualTo(context);
    }

    @Test
    void chunksOfATextAreJoined() throws IOException {
        Path texts = folder.resolve("texts.jsonl");
        String text = Stream.of("storms", "sails", "whales", "ropes", "tea")
                .map(thing -> "This part of the book is about %s. Nobody on board knew more about %s than the cook did."
                        .formatted(thing, thing))
                .collect(Collectors.joining("\\n\\n"));
        Files.writeString(texts, "{\"id\": \"book\", \"text\": \"%s\"}\n".formatted(text));
        Path chunks = folder.resolve("chunks.index");
        assertThat(CommandRun.of("index", chunks, "--from", texts, "--chunk", 45)
                        .code())
                .isZero();
        Map<?, ?> answer =
                run("rag", chunks, "whales", "--candidates", 1, "--json").json();
        assertThat(list(answer, "passages")).singleElement().satisfies(passage -> {
            Map<?, ?> fields = (Map<?, ?>) passage;
            assertThat(fields.get("source")).isEqualTo("book");
            assertThat(list(fields, "ids")).hasSize(3);
            assertThat(String.valueOf(fields.get("text")))
                    .startsWith("This part of the book is about sails.")
                    .contains("\n\nThis part of the book is about whales.")
                    .endsWith("about ropes than the cook did.");
        });
    }

    @Test
    void whatIsLikedBringsMoreOfItsKind() {
        List<Map<?, ?>> liked = lines("recommend", index, "--like", LOCK, "-k", 10, "--json");
        assertThat(liked).hasSize(10);
        assertThat(liked).extracting(hit -> String.valueOf(hit.get("id"))).doesNotContain(LOCK);
        assertThat(liked)
                .filteredOn(hit -> String.valueOf(hit.get("id")).contains("Semaphore"))
                .hasSizeGreaterThan(4);
        assertThat(liked).allSatisfy(hit -> assertThat(hit.get("because")).isEqualTo(LOCK));
        String first = String.valueOf(liked.getFirst().get("id"));
        assertThat(run("recommend", index, "--like", LOCK, "--seen", first).out())
                .doesNotContain(first + "  (like");
        assertThat(run("recommend", index, "--like-text", "days between two dates", "--dislike", LOCK, "-k", 3)
                        .out())
                .contains("java.time.");
        CommandRun unknown = CommandRun.of("recommend", index, "--like", "nosuch");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.complaint()).containsExactly("vicinal: there is no document 'nosuch'");
    }

    @Test
    void packagesAreRecognised() {
        Map<?, ?> evaluation = run("classify", index, "--field", "package", "--evaluate", "--json")
                .json();
        assertThat((Double) evaluation.get("accuracy")).isGreaterThan(0.95);
        assertThat((Double) evaluation.get("macroF1")).isGreaterThan(0.9);
        assertThat((Double) evaluation.get("calibrationError")).isLessThan(0.03);
        assertThat((Double) evaluation.get("answered")).isCloseTo(0.99, within(0.01));
        Map<?, ?> confusion = map(evaluation, "confusion");
        assertThat(confusion).hasSameSizeAs(JdkIndex.PACKAGES);
        long sum = confusion.values().stream()
                .flatMap(row -> ((Map<?, ?>) row).values().stream())
                .mapToLong(count -> (Long) count)
                .sum();
        assertThat(sum).isEqualTo(evaluation.get("documents"));
        assertThat(run("classify", index, "--field", "package", "--evaluate").out())
                .contains("accuracy ", "macro F1 ", "calibration error ", "java.nio.file", "taken for another");
    }

    @Test
    void textsAreClassifiedAndStrangeOnesAreNone() {
        List<Map<?, ?>> results = lines(
                "classify",
                index,
                "--field",
                "package",
                "--text",
                "Returns a copy of this date with the given number of days added.",
                "--text",
                "Simmer the onions in butter until they are golden.",
                "--json");
        assertThat(results).hasSize(2);
        assertThat(results.get(0).get("label")).isEqualTo("java.time");
        assertThat((Double) results.get(0).get("confidence")).isGreaterThan(0.8);
        assertThat(String.valueOf(results.get(0).get("votes"))).startsWith("{java.time=");
        assertThat(list(results.get(0), "nearest")).hasSize(10);
        assertThat(results.get(1).get("label")).isEqualTo("null");
        assertThat(run("classify", index, "--field", "package", "--text", "Simmer the onions")
                        .out())
                .contains("(none of these)", "1: Simmer the onions");
    }

    @Test
    void labelsMayComeFromAFile() throws IOException {
        Path labels = folder.resolve("labels.jsonl");
        Files.writeString(labels, """
                {"text": "Adds days to a date.", "topic": "time"}
                {"text": "The time zone of a clock.", "topic": "time"}
                {"text": "A period between two dates.", "topic": "time"}
                {"text": "Waits until a lock is free.", "topic": "threads"}
                {"text": "Runs a task on another thread.", "topic": "threads"}
                {"text": "A queue that blocks while it is empty.", "topic": "threads"}
                """);
        List<Map<?, ?>> results = lines(
                "classify",
                index,
                "--labels",
                labels,
                "--label-field",
                "topic",
                "--strangers",
                0,
                "-k",
                3,
                "--filter",
                "package in ('java.time', 'java.util.concurrent')",
                "--json");
        assertThat(results).hasSizeGreaterThan(1_000);
        Map<?, Long> right = results.stream()
                .collect(Collectors.groupingBy(
                        result -> String.valueOf(result.get("votes")).startsWith("{time")
                                == String.valueOf(result.get("id")).startsWith("java.time."),
                        Collectors.counting()));
        assertThat(right.getOrDefault(true, 0L) / (double) results.size()).isGreaterThan(0.85);
        CommandRun missing = CommandRun.of("classify", index, "--labels", labels);
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("document '1' has no field 'label'");
    }

    @Test
    void documentsWithoutALabelGetOne() throws IOException {
        Path texts = folder.resolve("some.jsonl");
        Files.writeString(texts, """
                {"id": "a", "text": "a red apple", "kind": "fruit"}
                {"id": "b", "text": "a ripe pear", "kind": "fruit"}
                {"id": "c", "text": "a fast car", "kind": "vehicle"}
                {"id": "d", "text": "a heavy lorry", "kind": "vehicle"}
                {"id": "e", "text": "a juicy plum"}
                """);
        Path some = folder.resolve("some.index");
        assertThat(CommandRun.of("index", some, "--from", texts).code()).isZero();
        assertThat(lines("classify", some, "--field", "kind", "-k", 2, "--strangers", 0, "--json"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.get("id")).isEqualTo("e");
                    assertThat(String.valueOf(result.get("votes"))).startsWith("{fruit");
                });
        CommandRun none = CommandRun.of("classify", some, "--field", "nosuch");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.complaint())
                .containsExactly("vicinal: at least 2 documents with field 'nosuch' are needed but there are 0");
    }

    @Test
    void foreignTextsStandApart() throws IOException {
        Path mixed = JdkIndex.copyTo(folder.resolve("mixed.index"));
        List<String> foreign = Foreign.texts().subList(0, 20);
        assertThat(CommandRun.of(
                                "index",
                                mixed,
                                "--add",
                                "--from",
                                Foreign.write(foreign, folder.resolve("foreign.jsonl")))
                        .code())
                .isZero();
        int all = run("info", mixed, "--json").json().get("documents") instanceof Long count ? count.intValue() : 0;
        List<Map<?, ?>> outliers = lines("outliers", mixed, "-k", all / 50, "--json");
        assertThat(outliers).hasSize(all / 50);
        assertThat(outliers)
                .extracting(outlier -> String.valueOf(outlier.get("text")))
                .containsAll(foreign);
        assertThat(outliers)
                .allSatisfy(outlier -> assertThat(list(outlier, "nearest")).hasSize(2));
        assertThat(outliers)
                .extracting(outlier -> (Double) outlier.get("outlier"))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(lines("outliers", mixed, "-k", 20, "--kind", "global", "--json"))
                .extracting(outlier -> String.valueOf(outlier.get("text")))
                .containsAnyElementsOf(foreign);
        assertThat(run("outliers", mixed, "-k", 1).out()).contains("nearest: 0.");
    }

    @Test
    void outliersThroughAGraphSayHowMuchTheyHaveMissed() {
        CommandRun hasty = CommandRun.of("outliers", index, "-k", 20, "--effort", 1, "--json");
        assertThat(hasty.code()).isZero();
        assertThat(hasty.complaint()).singleElement().asString().matches("2,[0-9]{3} documents, recall 0\\.[0-9]{4}");
        assertThat(ids(CommandRun.jsonLines(hasty.out())))
                .hasSize(20)
                .containsAnyElementsOf(ids(lines("outliers", index, "-k", 20, "--json")));
    }

    private static List<String> ids(List<Map<?, ?>> documents) {
        return documents.stream()
                .map(document -> String.valueOf(document.get("id")))
                .toList();
    }
}
