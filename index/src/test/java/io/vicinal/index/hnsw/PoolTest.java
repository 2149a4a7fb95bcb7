package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolTest {
    private record Node(int ordinal, float score, boolean counts) {}

    /** Compares as floats do: zero and minus zero are the same. */
    private static final Comparator<Node> BEST_FIRST = (a, b) ->
            a.score() == b.score() ? Integer.compare(a.ordinal(), b.ordinal()) : Float.compare(b.score(), a.score());

    private static List<Node> content(Pool pool) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            nodes.add(new Node(pool.ordinal(i), pool.score(i), pool.counts(i)));
        }
        return nodes;
    }

    private static void offer(Pool pool, Node node) {
        if (node.counts()) {
            pool.offer(node.score(), node.ordinal());
        } else {
            pool.offerPassage(node.score(), node.ordinal());
        }
    }

    private static void offerAtOnce(Pool pool, List<Node> nodes) {
        float[] scores = new float[nodes.size()];
        int[] ordinals = new int[nodes.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = nodes.get(i).score();
            ordinals[i] = nodes.get(i).ordinal();
        }
        pool.offer(scores, ordinals, scores.length);
    }

    private static List<Node> someNodes(Random random, double passages) {
        int distinct = random.nextInt(1, 200);
        List<Node> nodes = new ArrayList<>();
        Set<Integer> ordinals = new HashSet<>();
        for (int i = random.nextInt(300); i > 0; i--) {
            int ordinal = random.nextInt(10) == 0 ? Pool.MAX_ORDINAL - i : random.nextInt(1_000);
            if (ordinals.add(ordinal)) {
                float score = (random.nextInt(distinct) - distinct / 2) * 0.25f;
                nodes.add(new Node(ordinal, score, random.nextDouble() >= passages));
            }
        }
        return nodes;
    }

    private static List<Node> counting(List<Node> nodes) {
        return nodes.stream().filter(Node::counts).toList();
    }

    private static int inRange(List<Node> nodes, float minScore) {
        return (int) nodes.stream().filter(node -> node.score() >= minScore).count();
    }

    /** What the pool must hold after all offers, whatever their order. */
    private static void verify(List<Node> held, List<Node> offered, int capacity, int most, float minScore) {
        assertThat(held).isSortedAccordingTo(BEST_FIRST).doesNotHaveDuplicates();
        assertThat(offered).containsAll(held);
        List<Node> expected = counting(offered).stream().sorted(BEST_FIRST).toList();
        int room = minScore > Float.NEGATIVE_INFINITY
                ? Math.max(capacity, Math.min(most, inRange(expected, minScore)))
                : most;
        List<Node> best = expected.subList(0, Math.min(room, expected.size()));
        assertThat(counting(held).stream().map(Node::score).toList())
                .isEqualTo(best.stream().map(Node::score).toList());
        float last =
                best.size() < room ? Float.NEGATIVE_INFINITY : best.getLast().score();
        // Passages in range may lead to more that is.
        float lowest = counting(held).size() < most ? Math.min(last, minScore) : last;
        assertThat(held)
                .allMatch(node -> node.score() >= lowest)
                .containsAll(offered.stream()
                        .filter(node -> node.score() > last || (node.score() >= lowest && node.score() < last))
                        .toList());
    }

    @Test
    void keepsTheBestThatCountAndThePassagesAmongThem() {
        Pool pool = new Pool(0);
        for (int seed = 0; seed < 800; seed++) {
            Random random = new Random(seed);
            List<Node> offered = someNodes(random, seed % 3 * 0.4);
            int capacity = random.nextInt(1, 60);
            pool.reset(capacity, capacity, Float.NEGATIVE_INFINITY);
            offered.forEach(node -> offer(pool, node));
            verify(content(pool), offered, capacity, capacity, Float.NEGATIVE_INFINITY);
            assertThat(pool.counted()).isEqualTo(counting(content(pool)).size());
        }
    }

    @Test
    void keepsMoreOfThoseInRange() {
        Pool pool = new Pool(0);
        for (int seed = 0; seed < 800; seed++) {
            Random random = new Random(seed);
            List<Node> offered = someNodes(random, seed % 3 * 0.4);
            int capacity = random.nextInt(1, 40);
            int most = capacity + random.nextInt(100);
            float minScore = random.nextInt(-40, 40) * 0.25f;
            pool.reset(capacity, most, minScore);
            offered.forEach(node -> offer(pool, node));
            verify(content(pool), offered, capacity, most, minScore);
        }
    }

    @Test
    void keepsMoreOfThoseThatAreNotMuchFartherThanTheLastWanted() {
        float greatest = 30;
        Pool pool = new Pool(greatest);
        for (int seed = 0; seed < 800; seed++) {
            Random random = new Random(seed);
            List<Node> offered = someNodes(random, 0);
            int capacity = random.nextInt(1, 40);
            int most = capacity + random.nextInt(100);
            float slack = random.nextInt(3);
            float reach = random.nextInt(1, 4) * 0.125f;
            pool.reset(capacity, most, Float.NEGATIVE_INFINITY, slack, reach);
            offered.forEach(node -> offer(pool, node));
            List<Node> expected = offered.stream().sorted(BEST_FIRST).toList();
            if (expected.size() > capacity) {
                float last = expected.get(capacity - 1).score();
                float farthest = last - slack - reach * (greatest - last);
                expected = expected.subList(0, Math.clamp(inRange(expected, farthest), capacity, most));
            }
            assertThat(content(pool).stream().map(Node::score))
                    .containsExactlyElementsOf(
                            expected.stream().map(Node::score).toList());
        }
    }

    @Test
    void takesManyAtOnceAsItTakesThemOneByOne() {
        Pool pool = new Pool(0);
        for (int seed = 0; seed < 800; seed++) {
            Random random = new Random(seed);
            List<Node> offered = someNodes(random, 0);
            int capacity = random.nextInt(1, 200);
            int most = capacity + random.nextInt(100);
            float minScore = seed % 2 == 0 ? Float.NEGATIVE_INFINITY : random.nextInt(-40, 40) * 0.25f;
            pool.reset(capacity, minScore == Float.NEGATIVE_INFINITY ? capacity : most, minScore);
            int to;
            for (int from = 0; from < offered.size(); from = to) {
                to = Math.min(offered.size(), from + 1 + random.nextInt(64));
                offerAtOnce(pool, offered.subList(from, to));
            }
            verify(content(pool), offered, capacity, minScore == Float.NEGATIVE_INFINITY ? capacity : most, minScore);
            assertThat(pool.counted()).isEqualTo(pool.size());
        }
    }

    @Test
    void minusZeroIsInRangeOfZero() {
        Pool pool = new Pool(0);
        for (float minScore : new float[] {0f, -0f}) {
            pool.reset(1, 4, minScore);
            pool.offer(-0f, 1);
            pool.offer(0f, 2);
            pool.offer(-0f, 3);
            pool.offer(-1, 4);
            assertThat(content(pool)).extracting(Node::ordinal).containsExactlyInAnyOrder(1, 2, 3);
        }
    }

    @Test
    void saysBeforehandWhatItWillTake() {
        Pool pool = new Pool(0);
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            pool.reset(random.nextInt(1, 20), 20, seed % 2 == 0 ? Float.NEGATIVE_INFINITY : 3);
            for (Node node : someNodes(random, 0.3)) {
                boolean wanted = pool.wants(node.score());
                List<Node> before = content(pool);
                offer(pool, node);
                if (wanted) {
                    assertThat(content(pool)).contains(node);
                } else {
                    assertThat(content(pool)).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void givesTheBestThatNobodyLookedAroundFrom() {
        Pool pool = new Pool(0);
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int capacity = random.nextInt(1, 40);
            boolean ranged = random.nextBoolean();
            int most = ranged ? capacity + random.nextInt(20) : capacity;
            pool.reset(capacity, most, ranged ? 2 : Float.NEGATIVE_INFINITY);
            Set<Integer> given = new HashSet<>();
            for (Node node : someNodes(random, 0.5)) {
                offer(pool, node);
                while (random.nextInt(3) > 0) {
                    expand(pool, given);
                }
            }
            while (expand(pool, given) >= 0) {
                assertThat(given).hasSizeLessThanOrEqualTo(300);
            }
            assertThat(given)
                    .containsAll(content(pool).stream().map(Node::ordinal).toList());
        }
    }

    private static int expand(Pool pool, Set<Integer> given) {
        int expected = content(pool).stream()
                .map(Node::ordinal)
                .filter(ordinal -> !given.contains(ordinal))
                .findFirst()
                .orElse(-1);
        int node = pool.expandNext();
        assertThat(node).isEqualTo(expected);
        given.add(node);
        return node;
    }

    @Test
    void orderIsThatOfFloatsAndThenOfOrdinals() {
        Pool pool = new Pool(0);
        float[] scores = {
            Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, -1, -Float.MIN_VALUE, 0, Float.MIN_VALUE, 1, Float.MAX_VALUE
        };
        pool.reset(100, 100, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < scores.length; i++) {
            pool.offer(scores[i], i);
            pool.offer(scores[i], Pool.MAX_ORDINAL - i);
        }
        for (int i = 0; i < scores.length; i++) {
            int best = scores.length - 1 - i;
            assertThat(pool.score(2 * i)).isEqualTo(scores[best]);
            assertThat(pool.ordinal(2 * i)).isEqualTo(best);
            assertThat(pool.ordinal(2 * i + 1)).isEqualTo(Pool.MAX_ORDINAL - best);
        }
    }

    @Test
    void afterOneOfManyNodesItStartsSmallAgain() {
        Pool pool = new Pool(0);
        pool.reset(200_000, 200_000, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < 200_000; i++) {
            pool.offer(-i, i);
        }
        assertThat(pool.size()).isEqualTo(200_000);
        pool.reset(2, 2, Float.NEGATIVE_INFINITY);
        assertThat(pool.expandNext()).isEqualTo(-1);
        pool.offer(1, 5);
        pool.offer(3, 6);
        pool.offer(2, 7);
        assertThat(content(pool)).containsExactly(new Node(6, 3, true), new Node(7, 2, true));
    }

    @Test
    void countsWhatItMovesWhereThatIsMuch() {
        Pool pool = new Pool(1);
        pool.reset(10, 10, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < 200; i++) {
            pool.offerPassage(i / 1000f, i);
        }
        // Each comes before all that are there; up to 128 of them that is not counted.
        assertThat(pool.moved()).isEqualTo((129 + 199) * 71 / 2);
        pool.reset(10, 10, Float.NEGATIVE_INFINITY);
        assertThat(pool.moved()).isZero();
    }
}
