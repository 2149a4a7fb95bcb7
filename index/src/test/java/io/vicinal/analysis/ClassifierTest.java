package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.analysis.Classification.Vote;
import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Document;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
    private static final ClassifierSettings SETTINGS = ClassifierSettings.DEFAULT;

    private static Vectors vectors(Metric metric, List<float[]> rows) {
        List<String> ids =
                IntStream.range(0, rows.size()).mapToObj(i -> "d" + i).toList();
        return Vectors.of(ids, rows.toArray(float[][]::new), metric);
    }

    /** Points on a line. */
    private static List<float[]> line(double... places) {
        List<float[]> rows = new ArrayList<>();
        for (double place : places) {
            rows.add(new float[] {(float) place, 1});
        }
        return rows;
    }

    @Test
    void theEvaluationIsWhatPaperAndPencilSay() {
        // b and e are each other's nearest and have different labels.
        try (Vectors vectors = vectors(Metric.EUCLIDEAN, line(0, 1, 10, 11, 1.6));
                Classifier classifier = Classifier.of(vectors, List.of("x", "x", "y", "y", "y"), SETTINGS.withK(1))) {
            Evaluation evaluation = classifier.evaluation();
            assertThat(evaluation.documents()).isEqualTo(5);
            assertThat(evaluation.accuracy()).isEqualTo(3 / 5.0);
            assertThat(evaluation.labels())
                    .containsExactly(
                            new LabelQuality("x", 2, 0.5, 0.5, 0.5),
                            new LabelQuality("y", 3, 2 / 3.0, 2 / 3.0, 2 / 3.0));
            assertThat(evaluation.macroF1()).isCloseTo((0.5 + 2 / 3.0) / 2, within(1e-12));
            assertThat(evaluation.matrix())
                    .containsExactly(
                            new Confusion("x", "x", 1),
                            new Confusion("x", "y", 1),
                            new Confusion("y", "x", 1),
                            new Confusion("y", "y", 2));
            assertThat(evaluation.count("y", "y")).isEqualTo(2);
            assertThat(evaluation.count("y", "z")).isZero();
            assertThat(evaluation.mistakes()).containsExactly(new Confusion("x", "y", 1), new Confusion("y", "x", 1));
            assertThat(classifier.labels()).containsExactly("x", "y");
        }
    }

    @Test
    void theNearerCountMore() {
        try (Vectors vectors = vectors(Metric.EUCLIDEAN, line(0, 1, 1.1, 1.2, 5, 5.1, 5.2, 9));
                Classifier classifier =
                        Classifier.of(vectors, List.of("a", "b", "b", "b", "c", "c", "c", "c"), SETTINGS.withK(4))) {
            Classification near = classifier.classify(new float[] {0.1f, 1});
            assertThat(near.nearest()).extracting(Neighbour::id).containsExactly("d0", "d1", "d2", "d3");
            assertThat(near.nearest().getFirst().score()).isCloseTo(-0.01f, within(1e-6f));
            assertThat(near.votes()).extracting(Vote::label).containsExactlyInAnyOrder("a", "b");
            assertThat(near.votes().stream().mapToDouble(Vote::share).sum()).isCloseTo(1, within(1e-12));
            double share = share(near, "a");
            assertThat(share).isGreaterThan(share(classifier.classify(new float[] {0.4f, 1}), "a"));
            assertThat(share).isGreaterThan(0.25);
        }
    }

    private static double share(Classification classification, String label) {
        return classification.votes().stream()
                .filter(vote -> vote.label().equals(label))
                .mapToDouble(Vote::share)
                .sum();
    }

    /** Three groups of 200 around the axes, and a tenth of the labels wrong. */
    private record Groups(List<float[]> rows, List<String> labels) {
        static Groups of(long seed, int wrongEvery) {
            Random random = new Random(seed);
            List<float[]> rows = new ArrayList<>();
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                rows.add(near(i % 3, random));
                labels.add("group " + (i % wrongEvery == 0 ? (i + 1) % 3 : i % 3));
            }
            return new Groups(rows, labels);
        }

        static float[] near(int axis, Random random) {
            float[] row = new float[16];
            for (int i = 0; i < row.length; i++) {
                row[i] = 0.1f * (float) random.nextGaussian();
            }
            row[axis] += 1;
            return row;
        }
    }

    @Test
    void wrongLabelsAreOutvotedAndLowerTheConfidence() {
        Groups groups = Groups.of(1, 10);
        try (Vectors vectors = vectors(Metric.COSINE, groups.rows());
                Classifier classifier = Classifier.of(vectors, groups.labels(), SETTINGS)) {
            Evaluation evaluation = classifier.evaluation();
            // Every tenth label is wrong, and so is what the others say of it.
            assertThat(evaluation.accuracy()).isBetween(0.86, 0.9);
            assertThat(evaluation.calibrationError()).isLessThan(0.06);
            assertThat(evaluation.answered()).isBetween(0.98, 0.995);
            assertThat(evaluation.matrix().stream()
                            .mapToInt(Confusion::documents)
                            .sum())
                    .isEqualTo(600);
            Random random = new Random(2);
            int right = 0;
            double confidence = 0;
            for (int i = 0; i < 300; i++) {
                Classification result = classifier.classify(Groups.near(i % 3, random));
                right += result.votes().getFirst().label().equals("group " + i % 3) ? 1 : 0;
                confidence += result.confidence() / 300;
            }
            assertThat(right).isGreaterThan(285);
            // It can't know better than the labels.
            assertThat(confidence).isBetween(0.84, 0.92);
        }
    }

    @Test
    void confidenceIsHowOftenItIsRight() {
        List<float[]> rows = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        Random random = new Random(4);
        overlapping(2_000, random, rows, labels);
        List<float[]> fresh = new ArrayList<>();
        List<String> truth = new ArrayList<>();
        overlapping(2_000, random, fresh, truth);
        try (Vectors vectors = vectors(Metric.EUCLIDEAN, rows);
                Classifier classifier = Classifier.of(vectors, labels, SETTINGS)) {
            List<Classification> results = classifier.classifyAll(fresh, AnalysisProgress.NONE);
            double[] confidence = new double[2];
            double[] right = new double[2];
            int[] count = new int[2];
            for (int i = 0; i < results.size(); i++) {
                Classification result = results.get(i);
                assertThat(result).isEqualTo(i % 100 == 0 ? classifier.classify(fresh.get(i)) : result);
                int half = result.confidence() < 0.8 ? 0 : 1;
                confidence[half] += result.confidence();
                right[half] += result.votes().getFirst().label().equals(truth.get(i)) ? 1 : 0;
                count[half]++;
            }
            for (int half = 0; half < 2; half++) {
                assertThat(count[half]).isGreaterThan(300);
                assertThat(confidence[half] / count[half]).isCloseTo(right[half] / count[half], within(0.04));
            }
            assertThat(classifier.evaluation().calibrationError()).isLessThan(0.04);
        }
    }

    /** Two labels, each around a place of its own, nearer to each other than they are wide. */
    private static void overlapping(int count, Random random, List<float[]> rows, List<String> labels) {
        for (int i = 0; i < count; i++) {
            rows.add(new float[] {(float) random.nextGaussian() + i % 2 * 2, (float) random.nextGaussian()});
            labels.add(i % 2 == 0 ? "left" : "right");
        }
    }

    @Test
    void whatIsFarFromAllIsNoneOfThese() {
        Groups groups = Groups.of(5, 1000);
        try (Vectors vectors = vectors(Metric.COSINE, groups.rows());
                Classifier classifier = Classifier.of(vectors, groups.labels(), SETTINGS)) {
            assertThat(classifier.classify(Groups.near(1, new Random(6))).label())
                    .contains("group 1");
            assertThat(classifier.classify(Groups.near(9, new Random(6))).label())
                    .isEmpty();
            // Halfway between two groups it is not sure, which is another reason.
            float[] between = new float[16];
            between[0] = 1;
            between[1] = 1;
            try (Classifier sure = Classifier.of(
                    vectors, groups.labels(), SETTINGS.withMinConfidence(0.999).withStrangers(0))) {
                assertThat(sure.evaluation().answered()).isLessThan(1);
            }
            assertThat(classifier.classify(between).confidence())
                    .isLessThanOrEqualTo(
                            classifier.classify(Groups.near(1, new Random(6))).confidence());
        }
    }

    @Test
    void aFieldOfACollectionHasTheLabels(@TempDir Path folder) throws Exception {
        try (Collection collection = Collection.create(
                folder.resolve("c"), CollectionSpec.of(2, Metric.COSINE).flat())) {
            for (int i = 0; i < 20; i++) {
                Document document = Document.of("d" + i, new float[] {1, i < 10 ? i * 0.01f : 9 + i});
                collection.put(
                        i == 3 ? document : document.metadata(Metadata.of(Map.of("year", i < 10 ? 1999 : 2000))));
            }
            try (Classifier classifier = Classifier.of(collection, "year", SETTINGS.withK(3))) {
                assertThat(classifier.labels()).containsExactly("1999", "2000");
                assertThat(classifier.evaluation().documents()).isEqualTo(19);
                assertThat(classifier.evaluation().accuracy()).isEqualTo(1);
                assertThat(classifier.classify(new float[] {1, 0.03f}).nearest())
                        .extracting(Neighbour::id)
                        .containsExactlyInAnyOrder("d2", "d4", "d5");
            }
            assertThatThrownBy(() -> Classifier.of(collection, "nosuch", SETTINGS))
                    .hasMessage("at least 2 documents with field 'nosuch' are needed but there are 0");
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> SETTINGS.withK(0)).hasMessage("k must be at least 1 but is 0");
        assertThatThrownBy(() -> SETTINGS.withMinConfidence(1.5))
                .hasMessage("minConfidence must be between 0 and 1 but is 1.5");
        assertThatThrownBy(() -> SETTINGS.withStrangers(-1)).hasMessageContaining("strangers");
        try (Vectors vectors = vectors(Metric.EUCLIDEAN, line(1, 2));
                Vectors one = vectors(Metric.EUCLIDEAN, line(1))) {
            assertThatThrownBy(() -> Classifier.of(vectors, List.of("a"), SETTINGS))
                    .hasMessageContaining("1 labels and 2 vectors");
            assertThatThrownBy(() -> Classifier.of(one, List.of("a"), SETTINGS)).hasMessageContaining("at least 2");
            try (Classifier classifier = Classifier.of(vectors, List.of("a", "b"), SETTINGS)) {
                assertThatThrownBy(() -> classifier.classifyAll(
                                List.of(new float[] {1, 1}, new float[] {1}), AnalysisProgress.NONE))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("vector 1");
            }
        }
    }

    @Test
    void anInterruptionStopsIt() {
        try (Vectors vectors = vectors(Metric.EUCLIDEAN, line(1, 2, 3));
                Classifier classifier = Classifier.of(vectors, List.of("a", "b", "c"), SETTINGS)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> classifier.classifyAll(List.of(new float[] {1, 1}), AnalysisProgress.NONE))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
