package io.vicinal.embedding.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.EmbeddingResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts that are in the cache, new, there several times, and impossible to embed: mixed in thousands of ways. */
class CachedModelPermutationTest {
    private static final int SEEDS = 6_000;
    private static final List<String> TEXTS =
            IntStream.range(0, 12).mapToObj(i -> "text " + i).toList();

    /** One mix: what is asked for, what is known, what fails. */
    private static final class Mix {
        final Random random;
        final TellingModel model = new TellingModel();
        final EmbeddingCache cache;
        final CachedModel cached;
        final Set<String> known = new HashSet<>();
        final List<String> asked = new ArrayList<>();

        /** Texts that got something that is no vector. */
        final Set<String> spoilt = new HashSet<>();

        Mix(int seed) {
            random = new Random(seed);
            // Every third cache has room for three vectors only, so that some are gone when they are looked for.
            long room = seed % 3 == 0 ? 3 * 152 : 1 << 20;
            cache = InMemoryEmbeddingCache.create(
                    CacheOptions.defaults().withMaxBytes(room).withWarnings(warning -> {}));
            cached = CachedModel.of(model, cache, 1 + random.nextInt(6));
            for (String text : some(random.nextInt(8))) {
                cache.put(CacheKey.of(model.identity(), text), TellingModel.vectorOf(text));
            }
            asked.addAll(some(random.nextInt(25)));
            for (String text : TEXTS) {
                if (cache.contains(CacheKey.of(model.identity(), text))) {
                    known.add(text);
                }
            }
        }

        List<String> some(int count) {
            return random.ints(count, 0, TEXTS.size()).mapToObj(TEXTS::get).toList();
        }

        void letSomeFail() {
            switch (random.nextInt(4)) {
                case 0 -> model.poison = Set.copyOf(some(1 + random.nextInt(3)));
                case 1 -> model.improper = Set.copyOf(some(1 + random.nextInt(3)));
                case 2 -> model.batchesToFailure.set(random.nextInt(4));
                default -> {}
            }
        }

        void letAllSucceed() {
            model.poison = Set.of();
            model.improper = Set.of();
            model.batchesToFailure.set(Integer.MAX_VALUE);
        }

        /** Returns whether all succeeded; each text has its own vector, in an array of its own, or its own reason. */
        boolean embed() {
            EmbeddingResult result = cached.embedAll(asked);
            assertThat(result.size()).isEqualTo(asked.size());
            IdentityHashMap<float[], String> arrays = new IdentityHashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                if (result.has(i)) {
                    assertThat(result.vector(i))
                            .as("%d of %s", i, asked)
                            .isEqualTo(TellingModel.vectorOf(asked.get(i)));
                    assertThat(arrays.put(result.vector(i), asked.get(i))).isNull();
                } else {
                    assertThat(Objects.requireNonNull(result.failures().get(i)))
                            .as("%d of %s", i, asked)
                            .hasMessageMatching("overloaded|poisoned by " + asked.get(i) + "|telling: .* zeros.*");
                }
            }
            return result.complete();
        }
    }

    @Test
    void eachTextGetsItsOwnVector() {
        int failed = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Mix mix = new Mix(seed);
            mix.letSomeFail();
            boolean done = mix.embed();
            failed += done ? 0 : 1;
            Set<String> missing = new HashSet<>(mix.asked);
            missing.removeAll(mix.known);
            assertThat(mix.model.batches.stream().flatMap(List::stream))
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates()
                    .isSubsetOf(missing);
            boolean mustFail = missing.stream()
                    .anyMatch(text -> mix.model.poison.contains(text) || mix.model.improper.contains(text));
            assertThat(done && mustFail).as("seed %d", seed).isFalse();
            mix.model.improper.stream().filter(mix.model.embedded::containsKey).forEach(mix.spoilt::add);
            mix.letAllSucceed();
            assertThat(mix.embed()).as("seed %d", seed).isTrue();
            if (seed % 3 != 0) {
                assertOnce(mix, seed, missing);
            }
        }
        assertThat(failed).isBetween(SEEDS / 10, SEEDS * 9 / 10);
    }

    /** What was done before the failure is not done again, but for texts that had got something that is no vector. */
    private static void assertOnce(Mix mix, int seed, Set<String> missing) {
        for (String text : missing) {
            assertThat(mix.model.embedded.get(text))
                    .as("seed %d, %s", seed, text)
                    .isEqualTo(mix.spoilt.contains(text) ? 2 : 1);
        }
        assertThat(mix.model.embedded.keySet()).as("seed %d", seed).isEqualTo(missing);
    }

    @Test
    void severalThreadsGetTheirOwnVectorsToo() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Mix mix = new Mix(seed);
            mix.model.poison = Set.of(TEXTS.get(0));
            List<Thread> threads = new ArrayList<>();
            List<Throwable> faults = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<String> own = mix.some(10);
                threads.add(Thread.startVirtualThread(() -> {
                    try {
                        assertOwn(mix.cached.embed(own), own);
                    } catch (IllegalStateException e) {
                        if (!own.contains(TEXTS.get(0))) {
                            faults.add(e);
                        }
                    } catch (Throwable e) {
                        faults.add(e);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(faults).as("seed %d", seed).isEmpty();
        }
    }

    private static void assertOwn(List<float[]> vectors, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            assertThat(vectors.get(i)).isEqualTo(TellingModel.vectorOf(texts.get(i)));
        }
    }
}
