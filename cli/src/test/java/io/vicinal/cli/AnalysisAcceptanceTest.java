package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.javadoc.JavadocReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Duplicates and clusters in the documentation of a whole JDK. */
@Tag("stress")
class AnalysisAcceptanceTest {
    private static final int LEAST_WORDS = 10;
    private static final String COPY = " (copy)";
    private static final String THRESHOLD = "0.97";

    @TempDir
    private static Path folder;

    private static final Map<String, String> TEXTS = new HashMap<>();

    /** Ids of documents that don't share half of their words with another of these, and of their copies. */
    private static final Set<String> UNLIKE = new HashSet<>();

    private static int originals;
    private static int planted;

    private static Path index() {
        return folder.resolve("jdk.index");
    }

    /** One in a hundred documents is there again, with two words in each other's place. */
    @BeforeAll
    static void make() throws Exception {
        List<Document> documents = new ArrayList<>(JavadocReader.ofRunningJdk().read(JavadocReader.Scope.ALL).stream()
                .filter(document -> words(document).length >= LEAST_WORDS)
                .toList());
        UnlikeTexts.of(documents.stream().map(Document::text).toList())
                .forEach(number -> UNLIKE.add(documents.get(number).id()));
        UNLIKE.addAll(UNLIKE.stream().map(id -> id + COPY).toList());
        originals = documents.size();
        planted = originals / 100;
        SplittableRandom random = new SplittableRandom(1);
        Set<Integer> chosen = new HashSet<>();
        while (chosen.size() < planted) {
            int number = random.nextInt(originals);
            if (chosen.add(number)) {
                documents.add(swapped(documents.get(number), random));
            }
        }
        documents.forEach(document -> TEXTS.put(document.id(), document.text()));
        Path file = folder.resolve("jdk.jsonl");
        JdkIndex.write(documents, file);
        assertThat(CommandRun.of("index", index(), "--from", file).code()).isZero();
    }

    private static String[] words(Document document) {
        return document.text().strip().split("\\s+");
    }

    private static Document swapped(Document document, SplittableRandom random) {
        String[] words = words(document);
        int at;
        do {
            at = 1 + random.nextInt(words.length - 2);
        } while (words[at].equals(words[at + 1]));
        String word = words[at];
        words[at] = words[at + 1];
        words[at + 1] = word;
        return new Document(document.id() + COPY, String.join(" ", words), document.metadata());
    }

    /**
     * The documentation has many near duplicates of its own: methods that differ in a parameter. They count as right if they share half of their words,
     * and only in the second precision are left out, where one of those alike is enough.
     */
    @Test
    void plantedDuplicatesAreFoundAndNothingThatIsNone() {
        assertThat(originals).isGreaterThanOrEqualTo(20_000);
        CommandRun run = CommandRun.of("dedupe", index(), "--above", THRESHOLD, "--pairs", "--json");
        List<Pair> pairs = CommandRun.jsonLines(run.out()).stream()
                .map(pair -> new Pair(String.valueOf(pair.get("a")), String.valueOf(pair.get("b"))))
                .toList();
        List<Pair> unlike = pairs.stream()
                .filter(pair -> UNLIKE.contains(pair.a) && UNLIKE.contains(pair.b))
                .toList();
        double recall = (double) pairs.stream().filter(Pair::planted).count() / planted;
        double precision = part(pairs, pair -> UnlikeTexts.alike(text(pair.a), text(pair.b)));
        double strict = part(unlike, Pair::planted);
        System.out.printf(
                Locale.ROOT,
                "dedupe --above %s: %,d documents, %d planted, recall %.4f; %,d pairs, precision %.4f;"
                        + " among %,d that are unlike %d pairs, precision %.4f%n",
                THRESHOLD,
                originals,
                planted,
                recall,
                pairs.size(),
                precision,
                UNLIKE.size() / 2,
                unlike.size(),
                strict);
        assertThat(recall).isGreaterThanOrEqualTo(0.95);
        assertThat(precision).isGreaterThanOrEqualTo(0.95);
        assertThat(strict).isGreaterThanOrEqualTo(0.95);
    }

    private record Pair(String a, String b) {
        boolean planted() {
            return (a + COPY).equals(b);
        }
    }

    private static String text(String id) {
        return TEXTS.getOrDefault(id, "");
    }

    private static double part(List<Pair> pairs, Predicate<Pair> right) {
        return (double) pairs.stream().filter(right).count() / pairs.size();
    }

    @Test
    void clustersAgreeWithPackages() {
        for (int clusters : List.of(50, 200)) {
            double agreement = CommandRun.of("cluster", index(), "-k", clusters, "--against", "package", "--json")
                    .number("agreement");
            System.out.printf(Locale.ROOT, "cluster -k %d: agreement with packages %.3f%n", clusters, agreement);
            assertThat(agreement).isGreaterThan(0.4);
        }
        CommandRun chosen = CommandRun.of("cluster", index(), "--against", "package", "--json");
        int count = chosen.json().get("clusters") instanceof List<?> list ? list.size() : 0;
        System.out.printf(
                Locale.ROOT,
                "cluster: %d clusters chosen, agreement with packages %.3f%n",
                count,
                chosen.number("agreement"));
        assertThat(chosen.number("agreement")).isGreaterThan(0.4);
    }

    @Test
    void mostDocumentsAreInNoDenseCluster() {
        CommandRun run = CommandRun.of("cluster", index(), "--density", "--least", 20, "--json");
        double none = run.number("unclustered") / run.number("documents");
        int count = run.json().get("clusters") instanceof List<?> list ? list.size() : 0;
        System.out.printf(Locale.ROOT, "cluster --density: %d clusters, %.3f in none%n", count, none);
        assertThat(count).isGreaterThan(20);
        assertThat(none).isBetween(0.5, 0.9);
    }
}
