package io.vicinal.embedding.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CacheKeyTest {
    /** Computed with another program from the bytes that docs/FORMAT.md describes: files of earlier versions must be found again. */
    @Test
    void keysAreForEver() {
        assertThat(CacheKey.of("local:m", "Grüße"))
                .hasToString("23fe9cde9a0070276237c7c148355bb949089b61ce42456445840a31751f0425");
    }

    @Test
    void differWithAnyPart() {
        List<CacheKey> keys = List.of(
                CacheKey.of("a", "bc"),
                CacheKey.of("ab", "c"),
                CacheKey.of("a", "bc "),
                CacheKey.of("A", "bc"),
                CacheKey.of("", "abc"),
                CacheKey.of("abc", ""),
                CacheKey.of("a", "\ud800"),
                CacheKey.of("a", "\ud801"),
                CacheKey.of("a", "?"));
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(CacheKey.of("a", "bc")).isEqualTo(keys.getFirst()).hasSameHashCodeAs(keys.getFirst());
    }

    @Test
    void areOrderedLikeTheirBytes() {
        List<CacheKey> keys = Stream.of(
                        new CacheKey(-1, 0, 0, 0),
                        new CacheKey(1, 0, 0, 0),
                        new CacheKey(0, -1, 0, 0),
                        new CacheKey(0, 0, 7, -1),
                        new CacheKey(0, 0, 7, 1),
                        new CacheKey(0, 0, -7, 1))
                .sorted()
                .toList();
        assertThat(keys).isSortedAccordingTo((one, two) -> Arrays.compareUnsigned(one.toBytes(), two.toBytes()));
        assertThat(keys)
                .allSatisfy(key -> assertThat(CacheKey.ofBytes(key.toBytes())).isEqualTo(key));
    }
}
