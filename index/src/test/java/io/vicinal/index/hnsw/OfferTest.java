package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.index.GraphSettings;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is true of all lists, whatever has been offered to them. */
class OfferTest {
    private static final int NODES = 300;

    @TempDir
    private Path folder;

    private static float[][] wholeVectors(Random random) {
        float[][] vectors = new float[NODES][3];
        for (int i = 0; i < NODES; i++) {
            for (int j = 0; j < 3; j++) {
                vectors[i][j] = random.nextInt(1, 20);
            }
            if (i % 10 == 9) {
                vectors[i] = vectors[i - 1].clone();
            }
        }
        return vectors;
    }

    /** Leads from every node to the next, so that every one has a list that leads to it. */
    private static void start(Fixture rows) {
        for (int node = 0; node < NODES; node++) {
            int next = (node + 1) % NODES;
            rows.links.start(node, 0, new int[] {next}, new float[] {(float) rows.score(node, next)}, 1, 1, 0);
        }
    }

    private static void offerSome(Fixture rows, Random random, int times) {
        Offer offer = rows.offer();
        for (int i = 0; i < times; i++) {
            int node = random.nextInt(NODES);
            int newcomer = random.nextInt(NODES);
            if (node != newcomer) {
                float score = (float) rows.score(node, newcomer);
                offer.make(node, 0, newcomer, rows.vectors[newcomer], score, random.nextInt(10) == 0);
            }
        }
    }

    private static void verify(Fixture rows) {
        int[] leadingTo = new int[NODES];
        for (int node = 0; node < NODES; node++) {
            int[] list = rows.list(node, 0);
            assertThat(list).doesNotHaveDuplicates().doesNotContain(node);
            assertThat(list.length).isBetween(1, rows.links.graph().maxDegree());
            for (int neighbour : list) {
                leadingTo[neighbour]++;
            }
            verifyKnown(rows, node, list);
        }
        for (int node = 0; node < NODES; node++) {
            assertThat(rows.links.inDegrees().of(node)).isEqualTo(leadingTo[node]);
            assertThat(leadingTo[node]).isPositive();
        }
    }

    /** The scores remembered are true, and the neighbours said to be diverse, or loosely so, are. */
    private static void verifyKnown(Fixture rows, int node, int[] list) {
        LinkScores known = rows.links.scores(0);
        float[] scores = new float[list.length];
        known.read(node, scores, list.length);
        for (int i = 0; i < list.length; i++) {
            assertThat((double) scores[i]).isEqualTo(rows.score(node, list[i]));
        }
        int diverse = known.diverse(node);
        int apart = diverse < 0 ? 0 : diverse + known.loose(node);
        assertThat(apart).isLessThanOrEqualTo(list.length);
        Diversity rule = new Diversity(rows.scorer, rows.content.spec());
        for (int i = 1; i < apart; i++) {
            assertThat(scores[i] <= scores[i - 1] || i == diverse).isTrue();
            for (int j = 0; j < Math.min(i, diverse); j++) {
                float between = (float) rows.score(list[i], list[j]);
                if (i < diverse) {
                    assertThat(Diversity.excludes(between, scores[j], scores[i]))
                            .isFalse();
                } else if (scores[j] > scores[i]) {
                    assertThat(rule.excludesLoosely(between, scores[j], scores[i]))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void listsStayInOrderWhateverIsOffered() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            GraphSettings settings = GraphSettings.DEFAULT.connections(2 + seed % 5);
            try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, settings, wholeVectors(random))) {
                start(rows);
                for (int i = 0; i < 5; i++) {
                    offerSome(rows, random, 1_000);
                    verify(rows);
                }
            }
        }
    }

    @Test
    void listsStayInOrderUnderSeveralThreads() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            for (int seed = 0; seed < 5; seed++) {
                Random random = new Random(seed);
                GraphSettings settings = GraphSettings.DEFAULT.connections(2 + seed);
                try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, settings, wholeVectors(random))) {
                    start(rows);
                    List<Future<?>> threads = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        Random own = new Random(seed * 10L + i);
                        threads.add(executor.submit(() -> offerSome(rows, own, 5_000)));
                    }
                    for (Future<?> thread : threads) {
                        thread.get();
                    }
                    verify(rows);
                }
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void whoMustBeTakenIsTakenWhereSomebodyElseCanGo() throws IOException {
        Random random = new Random(5);
        GraphSettings settings = GraphSettings.DEFAULT.connections(3);
        try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, settings, wholeVectors(random))) {
            start(rows);
            offerSome(rows, random, 20_000);
            Offer offer = rows.offer();
            for (int i = 0; i < 200; i++) {
                int node = random.nextInt(NODES);
                int newcomer = (node + 1 + random.nextInt(NODES - 1)) % NODES;
                boolean possible = IntStream.of(rows.list(node, 0))
                        .anyMatch(other -> rows.links.inDegrees().of(other) > 1);
                offer.make(node, 0, newcomer, rows.vectors[newcomer], (float) rows.score(node, newcomer), true);
                assertThat(IntStream.of(rows.list(node, 0)).anyMatch(other -> other == newcomer))
                        .isEqualTo(possible);
            }
            verify(rows);
        }
    }

    @Test
    void aGraphFromAFileIsLearnt() throws IOException {
        Random random = new Random(9);
        GraphSettings settings = GraphSettings.DEFAULT.connections(3);
        try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, settings, wholeVectors(random))) {
            start(rows);
            offerSome(rows, random, 10_000);
            for (int node = 0; node < NODES; node++) {
                rows.links.inDegrees().clear(node);
            }
            rows.links.learn(NODES);
            offerSome(rows, random, 10_000);
            int[] leadingTo = new int[NODES];
            IntStream.range(0, NODES)
                    .flatMap(node -> IntStream.of(rows.list(node, 0)))
                    .forEach(neighbour -> leadingTo[neighbour]++);
            for (int node = 0; node < NODES; node++) {
                assertThat(rows.links.inDegrees().of(node))
                        .isEqualTo(leadingTo[node])
                        .isPositive();
            }
        }
    }

    /** The first node leads to these, of which so many are diverse and none loosely so; another one leads to them as well. */
    private static void startFull(Fixture rows, int diverse) {
        int[] list = {1, 2, 3, 4};
        float[] scores = new float[4];
        for (int i = 0; i < 4; i++) {
            scores[i] = (float) rows.score(0, list[i]);
        }
        rows.links.start(0, 0, list, scores, 4, diverse, 0);
        rows.links.start(5, 0, list, new float[4], 4, LinkScores.UNKNOWN, 0);
    }

    private static void offer(Fixture rows, int newcomer) {
        rows.offer().make(0, 0, newcomer, rows.vectors[newcomer], (float) rows.score(0, newcomer), false);
    }

    @Test
    void whoIsLooselyDiverseTakesThePlaceOfOneWhoIsNearerAndNot() throws IOException {
        float[][] vectors = {{1, 1}, {11, 1}, {12, 1}, {13, 1}, {14, 1}, {7, 21}};
        try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, GraphSettings.DEFAULT.connections(2), vectors)) {
            startFull(rows, 1);
            offer(rows, 5);
            assertThat(rows.list(0, 0)).containsExactly(1, 5, 2, 3);
            assertThat(rows.links.scores(0).diverse(0)).isEqualTo(1);
            assertThat(rows.links.scores(0).loose(0)).isEqualTo(1);
        }
    }

    @Test
    void whoIsNoLongerDiverseMayStillBeLooselySo() throws IOException {
        float[][] vectors = {{1, 1}, {7, 21}, {8, 22}, {8, 23}, {8, 24}, {11, 1}};
        try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, GraphSettings.DEFAULT.connections(2), vectors)) {
            startFull(rows, 1);
            offer(rows, 5);
            assertThat(rows.list(0, 0)).containsExactly(5, 1, 2, 3);
            assertThat(rows.links.scores(0).diverse(0)).isEqualTo(1);
            assertThat(rows.links.scores(0).loose(0)).isEqualTo(1);
        }
    }

    @Test
    void whoIsLooselyDiverseIsNotWhereANearerNewcomerIsMuchCloser() throws IOException {
        float[][] vectors = {{1, 1}, {11, 1}, {7, 21}, {13, 1}, {14, 1}, {7, 20}};
        try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, GraphSettings.DEFAULT.connections(2), vectors)) {
            int[] list = {1, 2, 3, 4};
            float[] scores = {-100, -436, -144, -169};
            rows.links.start(0, 0, list, scores, 4, 1, 1);
            rows.links.start(5, 0, list, new float[4], 4, LinkScores.UNKNOWN, 0);
            offer(rows, 5);
            assertThat(rows.list(0, 0)).containsExactly(1, 5, 3, 4);
            assertThat(rows.links.scores(0).loose(0)).isEqualTo(1);
        }
    }

    @Test
    void whoIsDiverseStaysSoWhateverALooselyDiverseNewcomerIsCloseTo() throws IOException {
        float[][] vectors = {{1, 1}, {11, 1}, {6, 24}, {13, 1}, {14, 1}, {7, 21}};
        try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, GraphSettings.DEFAULT.connections(2), vectors)) {
            startFull(rows, 2);
            offer(rows, 5);
            assertThat(rows.list(0, 0)).containsExactly(1, 2, 5, 3);
            assertThat(rows.links.scores(0).diverse(0)).isEqualTo(2);
        }
    }

    @Test
    void inAListFromAFileTheLooselyDiverseAreFound() throws IOException {
        float[][] vectors = {{1, 1}, {11, 1}, {7, 21}, {13, 1}, {14, 1}, {12, 1}};
        try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, GraphSettings.DEFAULT.connections(2), vectors)) {
            startFull(rows, LinkScores.UNKNOWN);
            offer(rows, 5);
            assertThat(rows.list(0, 0)).containsExactly(1, 2, 5, 3);
        }
    }

    @Test
    void anEstimateThatDoesNotTellWhoIsLooselyDiverseIsNotTrusted() throws IOException {
        float[][] vectors = {{1, 1}, {11, 1}, {12, 1}, {13, 1}, {14, 1}, {7, 21}};
        try (Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, GraphSettings.DEFAULT.connections(2), vectors)) {
            startFull(rows, 1);
            // The score is -416, and the newcomer is not even loosely diverse from -396 on.
            Offer.Estimates estimates = (ordinals, count, into) -> {
                into[0] = -390;
                return 15;
            };
            Diversity diversity = new Diversity(rows.scorer, rows.content.spec());
            Offer offer = new Offer(rows.links, rows.scorer, estimates, diversity, new ScoreMemory(), 2);
            offer.make(0, 0, 5, rows.vectors[5], (float) rows.score(0, 5), false);
            assertThat(rows.list(0, 0)).containsExactly(1, 5, 2, 3);
        }
    }
}
