package io.vicinal.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.index.Hits;
import io.vicinal.index.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopKTest {
    private record Hit(long id, float score) {}

    private static final Comparator<Hit> BEST_FIRST =
            Comparator.comparingDouble(Hit::score).reversed().thenComparingLong(Hit::id);

    private static void verify(Hits hits, List<Hit> offered, int k, float minScore) {
        List<Hit> expected = offered.stream()
                .filter(hit -> hit.score() >= minScore)
                .sorted(BEST_FIRST)
                .limit(k)
                .toList();
        List<Hit> actual = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            actual.add(new Hit(hits.id(i), hits.score(i)));
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static List<Hit> someHits(Random random) {
        int count = random.nextInt(200);
        int distinct = random.nextInt(1, 100);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hits.add(new Hit(random.nextLong(), random.nextInt(distinct) - 20));
        }
        return hits;
    }

    @Test
    void keepsTheBest() {
        TopK top = new TopK();
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<Hit> hits = someHits(random);
            int k = seed % 3 == 0 ? Integer.MAX_VALUE : random.nextInt(1, 50);
            float minScore = random.nextBoolean() ? Float.NEGATIVE_INFINITY : random.nextInt(-10, 10);
            top.reset(k, minScore);
            for (Hit hit : hits) {
                if (hit.score() >= top.bound()) {
                    top.offer(hit.id(), hit.score());
                }
            }
            verify(top.drain(hits.size(), Plan.SCAN), hits, k, minScore);
        }
    }

    @Test
    void mergesWhatAnotherFound() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            TopK left = new TopK();
            TopK right = new TopK();
            int k = random.nextInt(1, 30);
            left.reset(k, -10);
            right.reset(k, -10);
            List<Hit> all = someHits(random);
            for (Hit hit : all) {
                (random.nextBoolean() ? left : right).offer(hit.id(), hit.score());
            }
            left.offerAll(right);
            verify(left.drain(0, Plan.SCAN), all, k, -10);
        }
    }

    @Test
    void forgetsWhatItFound() {
        TopK top = new TopK();
        top.reset(5, Float.NEGATIVE_INFINITY);
        top.offer(1, 1);
        top.clear();
        assertThat(top.drain(0, Plan.SCAN).size()).isZero();
        top.reset(1_000_000, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < 300_000; i++) {
            top.offer(i, i % 1_000);
        }
        assertThat(top.drain(300_000, Plan.SCAN).size()).isEqualTo(300_000);
        top.reset(2, Float.NEGATIVE_INFINITY);
        top.offer(7, 1);
        top.offer(3, 1);
        assertThat(top.drain(2, Plan.SCAN).ids()).containsExactly(3, 7);
    }
}
