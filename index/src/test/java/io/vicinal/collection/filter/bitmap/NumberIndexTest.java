package io.vicinal.collection.filter.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Leaves are split and set apart, and nothing is lost. */
class NumberIndexTest {
    private record Pair(long key, int ordinal) {}

    private NumberIndex index = new NumberIndex();
    private final List<Pair> pairs = new ArrayList<>();

    private void add(long key, int ordinal) {
        index.add(key, ordinal);
        pairs.add(new Pair(key, ordinal));
    }

    /** Saves an index, and reads it. */
    private static NumberIndex saved(NumberIndex index, int documents) {
        byte[] bytes = Sections.bytes(index::write);
        NumberIndex read = NumberIndex.read(Sections.input(bytes), documents);
        assertThat(Sections.bytes(read::write)).isEqualTo(bytes);
        return read;
    }

    private void verify(Random random) {
        for (int i = 0; i < 20; i++) {
            long one = key(random);
            long other = i == 0 ? one : key(random);
            verify(new NumberRange(Math.min(one, other), Math.max(one, other)));
        }
        verify(new NumberRange(Long.MIN_VALUE, Long.MAX_VALUE));
        verify(new NumberRange(1, 0));
    }

    private long key(Random random) {
        return pairs.isEmpty()
                ? random.nextLong()
                : pairs.get(random.nextInt(pairs.size())).key + random.nextInt(3) - 1;
    }

    private void verify(NumberRange range) {
        RoaringBitmap expected = new RoaringBitmap();
        for (Pair pair : pairs) {
            if (range.first() <= pair.key && pair.key <= range.last()) {
                expected.add(pair.ordinal);
            }
        }
        Matches matches = index.within(range);
        assertThat(matches.bitmap()).isEqualTo(expected);
        assertThat(matches.bounds()).isEqualTo(Bounds.exactly(expected.getCardinality()));
    }

    private void verifyAll(IntToLongFunction keys) {
        Random random = new Random(9);
        int count = 6_000;
        for (int ordinal = 0; ordinal < count; ordinal++) {
            add(keys.applyAsLong(ordinal), ordinal);
            if (ordinal % 1_500 == 7) {
                verify(random);
            }
        }
        verify(random);
        index = saved(index, count);
        verify(random);
        for (int i = 0; i < 3_000; i++) {
            add(keys.applyAsLong(count), count++);
        }
        verify(random);
    }

    @Test
    void keepsNumbersThatGrow() {
        verifyAll(ordinal -> ordinal / 2);
    }

    @Test
    void keepsNumbersThatShrink() {
        verifyAll(ordinal -> -ordinal);
    }

    @Test
    void keepsNumbersInNoOrder() {
        verifyAll(ordinal -> ordinal * 0x9E3779B97F4A7C15L);
    }

    @Test
    void keepsAFewNumbers() {
        verifyAll(ordinal -> ordinal % 7);
    }

    @Test
    void keepsOneNumber() {
        verifyAll(ordinal -> Long.MAX_VALUE);
    }

    @Test
    void keepsCommonNumbersAmongRareOnes() {
        Random random = new Random(10);
        verifyAll(ordinal -> Math.round(Math.pow(random.nextGaussian(), 7) * 100));
    }

    /** A number gets a leaf of its own, with another alone before it; then come those beside it, the nearest last. */
    @Test
    void keepsNumbersThatComeNearACommonOne() {
        verifyAll(ordinal -> {
            if (ordinal < 700) {
                return ordinal == 0 ? -20_000 : 0;
            }
            return ordinal % 2 == 0 ? -1 - ordinal : 20_000 - ordinal;
        });
    }

    @Test
    void keepsNumbersThatComeBeforeACommonOne() {
        verifyAll(ordinal -> ordinal < 700 ? 0 : -ordinal);
    }

    @Test
    void keepsTheLeastAndTheGreatest() {
        verifyAll(ordinal -> ordinal % 3 == 0 ? Long.MIN_VALUE : ordinal % 3 == 1 ? Long.MAX_VALUE : ordinal);
    }
}
