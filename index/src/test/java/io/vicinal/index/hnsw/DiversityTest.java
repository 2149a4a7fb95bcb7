package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.index.GraphSettings;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiversityTest {
    @TempDir
    private Path folder;

    /** Whole numbers, so that no score is rounded; few of them, so that many rows are equal and more scores. */
    private static float[][] wholeVectors(Random random, int count, int dimension, int range) {
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = random.nextInt(-range, range + 1);
            }
            vector[0] = vector[0] == 0 ? 1 : vector[0];
        }
        return vectors;
    }

    /** Algorithm 4 of Malkov and Yashunin in its plainest form; what is as far from the node as from a copy of it is needless too. */
    private static boolean needless(Fixture rows, int node, int nearer, int candidate, double margin) {
        double score = rows.score(node, candidate);
        double between = rows.score(nearer, candidate);
        return between > score / margin || (between == score && rows.score(node, nearer) == score);
    }

    private static List<Integer> expected(Fixture rows, int node, List<Integer> candidates, int most) {
        List<Integer> diverse = new ArrayList<>();
        for (int candidate : candidates) {
            boolean needless = diverse.stream().anyMatch(nearer -> needless(rows, node, nearer, candidate, 1));
            if (diverse.size() < most && !needless) {
                diverse.add(candidate);
            }
        }
        List<Integer> loose = new ArrayList<>();
        double margin = rows.metric == Metric.EUCLIDEAN ? 1.1f : 1;
        for (int candidate : candidates) {
            boolean needless = Stream.concat(diverse.stream(), loose.stream())
                    .filter(other -> candidates.indexOf(other) < candidates.indexOf(candidate))
                    .anyMatch(nearer -> needless(rows, node, nearer, candidate, margin));
            if (diverse.size() + loose.size() < most && !diverse.contains(candidate) && !needless) {
                loose.add(candidate);
            }
        }
        List<Integer> all = new ArrayList<>(diverse);
        all.addAll(loose);
        candidates.stream().filter(candidate -> !all.contains(candidate)).forEach(all::add);
        all.add(diverse.size());
        all.add(loose.size());
        return all;
    }

    @ParameterizedTest
    @EnumSource(names = {"EUCLIDEAN", "DOT_PRODUCT"})
    void choosesAsThePlainestFormDoes(Metric metric) throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int range = seed % 2 == 0 ? 2 : 50;
            try (Fixture rows = new Fixture(
                    folder, metric, GraphSettings.DEFAULT, wholeVectors(random, 120, 1 + seed % 7, range))) {
                Diversity diversity = new Diversity(rows.scorer, rows.content.spec());
                for (int node = 0; node < 5; node++) {
                    verify(rows, diversity, node, random.nextInt(1, 119), random.nextInt(1, 40));
                }
            }
        }
    }

    private static void verify(Fixture rows, Diversity diversity, int node, int count, int most) {
        List<Integer> best = IntStream.range(0, rows.vectors.length)
                .filter(other -> other != node)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(other -> -rows.score(node, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .toList();
        int[] candidates = best.stream().mapToInt(Integer::intValue).toArray();
        float[] scores = new float[count];
        rows.scorer.score(rows.vectors[node], candidates, count, scores);
        int diverse = diversity.choose(candidates, scores, count, most);
        List<Integer> actual = new ArrayList<>(IntStream.of(candidates).boxed().toList());
        actual.add(diverse);
        actual.add(diversity.loose());
        assertThat(actual).isEqualTo(expected(rows, node, best, most));
        for (int i = 0; i < count; i++) {
            assertThat((double) scores[i]).isEqualTo(rows.score(node, candidates[i]));
        }
    }

    /** Else the copies would lead to each other and to nobody else. */
    @Test
    void ofTheCopiesOfARowOneIsEnough() throws IOException {
        float[][] vectors = {{1, 1}, {1, 1}, {1, 1}, {1, 1}, {3, 1}, {1, 4}, {1, 4}};
        try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, GraphSettings.DEFAULT, vectors)) {
            int[] candidates = {1, 2, 3, 4, 5, 6};
            float[] scores = {0, 0, 0, -4, -9, -9};
            int diverse = new Diversity(rows.scorer, rows.content.spec()).choose(candidates, scores, 6, 6);
            assertThat(diverse).isEqualTo(3);
            assertThat(candidates).containsExactly(1, 4, 5, 2, 3, 6);
        }
    }
}
