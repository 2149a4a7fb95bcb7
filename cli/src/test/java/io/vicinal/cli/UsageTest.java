package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "index",
                "search",
                "rag",
                "recommend",
                "classify",
                "outliers",
                "info",
                "get",
                "delete",
                "export",
                "import",
                "verify",
                "compact",
                "knn",
                "map"
            })
    void everyCommandExplainsItself(String command) {
        CommandRun run = CommandRun.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Usage: vicinal " + command)
                .contains("Example:" + System.lineSeparator() + "  vicinal " + command);
        assertThat(run.err()).isEmpty();
        assertThat(CommandRun.of("help", command).out()).isEqualTo(run.out());
    }

    @Test
    void theProgramExplainsItself() {
        CommandRun run = CommandRun.of("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "demo",
                        "index",
                        "search",
                        "rag",
                        "recommend",
                        "classify",
                        "outliers",
                        "info",
                        "get",
                        "export",
                        "knn",
                        "bench",
                        "Exit code");
        assertThat(CommandRun.of("--version").out()).contains("vicinal ", "Java ", "kernels: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nosuch",
                "--nosuch",
                "help nosuch",
                "index",
                "index d",
                "index d --from a --from b",
                "index d e --from a",
                "index d --from a --engine warp",
                "search",
                "search d",
                "search d q -k ten",
                "search d q -k 0",
                "search d q -k 99999999999",
                "search d -5degrees",
                "search d q --vectors",
                "search d q --effort 0",
                "search d q --diversity 2",
                "search d q --min-score NaN",
                "search d q --highlight --explain",
                "rag",
                "rag d",
                "rag d q --tokens 0",
                "rag d q --neighbours -1",
                "rag d q --diversity 2",
                "rag d q --candidates 0",
                "recommend",
                "recommend d",
                "recommend d --dislike a",
                "recommend d --like a -k 0",
                "recommend d --like a --aversion 2",
                "recommend d --like a --diversity -1",
                "classify",
                "classify d",
                "classify d --field a --labels b",
                "classify d --field a --evaluate --text b",
                "classify d --field a -k 0",
                "classify d --field a --min-confidence 1.1",
                "classify d --field a --strangers -0.1",
                "outliers",
                "outliers d -k 0",
                "outliers d --kind odd",
                "outliers d --neighbours 0",
                "outliers d --reasons -1",
                "outliers d --effort 0",
                "get",
                "get d",
                "delete d",
                "delete d a --filter x=1",
                "export",
                "import d",
                "import d --from a --metric manhattan",
                "import d --from a --engine hnswlib",
                "verify",
                "compact d e",
                "info",
                "info d --nosuch",
                "demo -k 0",
                "demo --limit -1",
                "demo extra",
                "knn",
                "knn --base a.fvecs --queries b.fvecs",
                "knn --base a.fvecs --queries b.fvecs --metric manhattan",
                "knn --base a.fvecs --queries b.fvecs --metric dot --engine warp",
                "knn --base a.fvecs --queries b.fvecs --metric dot -k 0",
                "knn --base a.fvecs --queries b.fvecs --metric dot -k 1.5",
                "knn --base a.fvecs --queries b.fvecs --metric dot --effort 0",
                "knn --base a.fvecs --queries b.fvecs --metric dot --effort 10,0",
                "knn --base a.fvecs --queries b.fvecs --metric dot --effort 10,,20",
                "knn --base a.fvecs --queries b.fvecs --metric dot --connections 1",
                "knn --base a.fvecs --queries b.fvecs --metric dot --build-effort 0",
                "knn --queries b.fvecs --metric dot",
                "knn --base a.fvecs --queries b.fvecs --metric dot --threads 0",
                "knn --base a.fvecs --queries b.fvecs --metric dot --threads 2000000000",
                "knn --base a.fvecs --queries b.fvecs --metric dot --batch 0",
                "map",
                "map d",
                "map d --out m.html --limit 0",
                "map d --out m.html --neighbours 1",
                "map d --out m.html --clusters 0",
                "map d --out m.html --clusters 65",
                "map d --out m.html --text-length 0",
            })
    void wrongUsage(String line) {
        Object[] arguments =
                Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toArray();
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.complaint()).hasSizeBetween(2, 3);
        assertThat(run.complaint().getFirst()).startsWith("vicinal: ");
        assertThat(run.complaint().getLast()).startsWith("'vicinal").endsWith("--help' tells how it is used.");
        assertThat(run.err()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aBlankQuestionIsWrongUsage() {
        assertThat(CommandRun.of("search", "d", " ").code()).isEqualTo(2);
    }

    @Test
    void wrongUsageNamesWhatIsAllowed() {
        assertThat(CommandRun.of("knn", "--base", "a", "--queries", "b", "--metric", "manhattan")
                        .err())
                .contains("--metric", "cosine, dot or euclidean", "manhattan");
        assertThat(CommandRun.of("knn", "--base", "a", "--queries", "b", "--metric", "dot", "--engine", "warp")
                        .err())
                .contains("--engine", "warp", "[flat, hnsw, hnswlib]");
        assertThat(CommandRun.of("index", "d", "--from", "a", "--engine", "warp")
                        .err())
                .contains("--engine", "warp", "auto, flat and hnsw");
        assertThat(CommandRun.of("index", "d", "--from", "a", "--engine", "hnswlib")
                        .err())
                .contains("a collection has no engine hnswlib; 'vicinal knn' has it");
        assertThat(CommandRun.of("search", "d", "q", "--filter", "year >= )").complaint())
                .contains("year >= )", "        ^")
                .first()
                .asString()
                .contains("--filter", "position 8: expected");
        assertThat(CommandRun.of("knn", "--base", "a", "--queries", "b", "--metric", "dot", "--connections", 513)
                        .err())
                .contains("--connections must be between 2 and 512 but is 513");
        assertThat(CommandRun.of("knn", "--queries", "b", "--metric", "dot").err())
                .contains("--base is missing", "--index");
        assertThat(CommandRun.of("search", "d", "q", "-k", "ten").err()).contains("-k", "ten");
        assertThat(CommandRun.of("serch", "d").err()).contains("serch", "search");
    }

    @Test
    void anAnswerThatCannotBePrintedIsAFailure(@TempDir Path folder) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandLine commandLine = Vicinal.commandLine();
        commandLine.setOut(new PrintWriter(full, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        assertThat(Vicinal.execute(commandLine, "--version")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("vicinal: can't write to standard output");
    }
}
