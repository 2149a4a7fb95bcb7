package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.longlong.Roaring64Bitmap;

class IdSetTest {
    private static final long[] SPECIAL = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 1L << 63 | 1};

    /** What the documentation of {@link IdSet} shows. */
    private record BitmapOfIds(Roaring64Bitmap bitmap) implements IdSet {
        @Override
        public boolean contains(long id) {
            return bitmap.contains(id);
        }

        @Override
        public long count() {
            return bitmap.getLongCardinality();
        }

        @Override
        public void forEach(LongConsumer action) {
            bitmap.forEach(action::accept);
        }
    }

    private static void verify(IdSet set, Set<Long> expected, Random random) {
        assertThat(set.count()).isEqualTo(expected.size());
        List<Long> given = new ArrayList<>();
        set.forEach(given::add);
        assertThat(given).hasSize(expected.size());
        assertThat(new HashSet<>(given)).isEqualTo(expected);
        LongStream near = expected.stream().mapToLong(Long::longValue).flatMap(id -> LongStream.of(id - 1, id, id + 1));
        LongStream others = LongStream.concat(LongStream.of(SPECIAL), random.longs(1_000));
        assertThat(LongStream.concat(near, others)).allMatch(id -> set.contains(id) == expected.contains(id));
    }

    private static void verifyAll(long[] ids, Random random) {
        Set<Long> expected = new HashSet<>();
        for (long id : ids) {
            expected.add(id);
        }
        verify(IdSet.of(ids), expected, random);
        verify(IdSet.of(expected), expected, random);
        verify(IdSet.of(LongStream.of(ids).boxed().toList()), expected, random);
        verify(new BitmapOfIds(Roaring64Bitmap.bitmapOf(ids)), expected, random);
    }

    @Test
    void holdsWhatASetHolds() {
        for (int count = 0; count < 70; count++) {
            Random random = new Random(count);
            verifyAll(random.longs(count).toArray(), random);
            verifyAll(random.longs(count, -20, 20).toArray(), random);
            verifyAll(
                    LongStream.concat(LongStream.of(SPECIAL), random.longs(count))
                            .toArray(),
                    random);
        }
        for (long special : SPECIAL) {
            verifyAll(new long[] {special}, new Random(special));
            verifyAll(new long[] {special, special, special}, new Random(special));
        }
    }

    @Test
    void holdsManyIdsOfAnyPattern() {
        List<LongUnaryOperator> patterns = List.of(
                i -> i,
                i -> -i,
                i -> i << 32,
                i -> i << 44,
                i -> i * 1_000_003,
                i -> i % 3 == 0 ? i / 3 : i * 0x9E3779B97F4A7C15L);
        for (LongUnaryOperator pattern : patterns) {
            verifyAll(LongStream.range(0, 20_000).map(pattern).toArray(), new Random(1));
        }
    }

    @Test
    void copiesItsIds() {
        long[] ids = {5, 6};
        IdSet set = IdSet.of(ids);
        ids[0] = 7;
        assertThat(set.contains(5)).isTrue();
        assertThat(set.contains(7)).isFalse();
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without it may do
    void refusesAMissingId() {
        assertThatNullPointerException().isThrownBy(() -> IdSet.of(Arrays.asList(1L, null)));
    }

    @Test
    void aBitmapFilters() throws IOException {
        Random random = new Random(3);
        Truth truth = new Truth(Metric.DOT_PRODUCT);
        try (VectorIndex index =
                VectorIndex.builder(64, Metric.DOT_PRODUCT).flat().create()) {
            VectorIndexContract.fill(index, truth, 1_000, random);
            for (int allowed : new int[] {0, 1, 20, 400, 1_000}) {
                Roaring64Bitmap bitmap = new Roaring64Bitmap();
                truth.vectors().keySet().stream().limit(allowed).forEach(bitmap::addLong);
                bitmap.addLong(1L << 50);
                Query query = Query.of(VectorIndexContract.vector(random, 64)).filter(new BitmapOfIds(bitmap));
                Hits hits = index.search(query);
                truth.verifyExact(hits, query);
                assertThat(hits.plan()).isEqualTo(allowed <= 20 ? Plan.ALLOWED_SCAN : Plan.SCAN);
            }
        }
    }
}
