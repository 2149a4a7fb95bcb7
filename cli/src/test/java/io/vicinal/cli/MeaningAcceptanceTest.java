package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of the JDK's documentation, some 37,000 texts of 229 packages. Prints its figures. */
@Tag("stress")
class MeaningAcceptanceTest {
    private static final List<String> PACKAGES =
            List.of("java.time", "java.util.concurrent", "java.nio.file", "java.net", "java.security", "javax.swing");

    @TempDir
    private Path folder;

    @Test
    void packagesAreRecognised() {
        CommandRun run = CommandRun.of("classify", JdkIndex.whole(), "--field", "package", "--evaluate", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        System.out.printf(
                "classify by package: %.0f documents, accuracy %.4f, macro F1 %.4f, calibration error %.4f, answered %.4f%n",
                run.number("documents"),
                run.number("accuracy"),
                run.number("macroF1"),
                run.number("calibrationError"),
                run.number("answered"));
        assertThat(run.number("documents")).isGreaterThan(20_000);
        assertThat(run.number("accuracy")).isGreaterThan(0.9);
        assertThat(run.number("calibrationError")).isLessThan(0.02);
        List<?> labels = run.json().get("labels") instanceof List<?> list ? list : List.of();
        assertThat(labels).hasSizeGreaterThan(200);
        double documents = 0;
        double right = 0;
        for (Object entry : labels) {
            Map<?, ?> label = (Map<?, ?>) entry;
            if (PACKAGES.contains(String.valueOf(label.get("label")))
                    && label.get("documents") instanceof Long count
                    && label.get("recall") instanceof Double recall) {
                System.out.println(label);
                documents += count;
                right += count * recall;
            }
        }
        System.out.printf("of the %.0f documents of %s: %.4f%n", documents, PACKAGES, right / documents);
        assertThat(right / documents).isGreaterThan(0.9);
    }

    @Test
    void foreignTextsAreAmongTheFirstTwoPercent() throws Exception {
        Path mixed = JdkIndex.copy(JdkIndex.whole(), folder.resolve("mixed.index"));
        List<String> foreign = Foreign.texts();
        Path file = Foreign.write(foreign, folder.resolve("foreign.jsonl"));
        assertThat(CommandRun.of("index", mixed, "--add", "--from", file).code())
                .isZero();
        long all = Math.round(CommandRun.of("info", mixed, "--json").number("documents"));
        for (String kind : List.of("local", "global")) {
            CommandRun run = CommandRun.of("outliers", mixed, "-k", all / 50, "--kind", kind, "--json");
            assertThat(run.code()).as(run.err()).isZero();
            List<Integer> ranks = new ArrayList<>();
            List<Map<?, ?>> outliers = CommandRun.jsonLines(run.out());
            for (int rank = 0; rank < outliers.size(); rank++) {
                if (foreign.contains(String.valueOf(outliers.get(rank).get("text")))) {
                    ranks.add(rank + 1);
                }
            }
            System.out.printf(
                    "outliers, %s: %d of %d foreign texts among the first %d of %d, the last at %d%n",
                    kind, ranks.size(), foreign.size(), outliers.size(), all, ranks.getLast());
            assertThat(ranks).hasSameSizeAs(foreign);
        }
    }
}
