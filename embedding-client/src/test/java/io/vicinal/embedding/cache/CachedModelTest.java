package io.vicinal.embedding.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.EmbeddingUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CachedModelTest {
    private final TellingModel model = new TellingModel();
    private final EmbeddingCache cache = InMemoryEmbeddingCache.create(CacheOptions.defaults());

    private static void assertVectors(List<float[]> vectors, List<String> texts) {
        assertThat(vectors).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(vectors.get(i)).as(texts.get(i)).isEqualTo(TellingModel.vectorOf(texts.get(i)));
        }
    }

    @Test
    void theModelIsAskedForNewTextsOnly() {
        EmbeddingModel cached = CachedModel.of(model, cache);
        List<String> first = List.of("a", "b", "a");
        assertVectors(cached.embed(first), first);
        List<String> second = List.of("c", "b", "d", "a", "c", "b");
        assertVectors(cached.embed(second), second);
        assertThat(model.batches).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(cached.embed(List.of())).isEmpty();
        assertThat(model.batches).hasSize(2);
    }

    @Test
    void eachPositionHasAnArrayOfItsOwn() {
        EmbeddingModel cached = CachedModel.of(model, cache);
        List<float[]> vectors = cached.embed(List.of("a", "a", "b"));
        vectors.forEach(vector -> Arrays.fill(vector, 0.5f));
        assertVectors(cached.embed(List.of("a", "b", "a")), List.of("a", "b", "a"));
        float[] one = cached.embed(List.of("a", "a")).getFirst();
        one[0] = 9;
        assertVectors(cached.embed(List.of("a", "a")), List.of("a", "a"));
    }

    @Test
    void batchesThatWereDoneAreKept() {
        EmbeddingModel cached = CachedModel.of(model, cache, 10);
        List<String> texts = IntStream.range(0, 35).mapToObj(i -> "text " + i).toList();
        model.batchesToFailure.set(2);
        EmbeddingResult result = cached.embedAll(texts);
        assertThat(result.failures())
                .hasSize(15)
                .allSatisfy((position, cause) -> assertThat(cause).hasMessage("overloaded"));
        model.batchesToFailure.set(Integer.MAX_VALUE);
        assertVectors(cached.embed(texts), texts);
        assertThat(model.batches).extracting(List::size).containsExactly(10, 10, 10, 5, 10, 5);
        assertThat(model.embedded.values()).containsOnly(1);
    }

    @Test
    void oneTextThatFailsFailsAlone() {
        CachedModel cached = CachedModel.of(model, cache);
        model.poison = Set.of("b");
        EmbeddingResult result = cached.embedAll(List.of("a", "b", "c", "b"));
        assertThat(result.failures()).containsOnlyKeys(1, 3);
        assertThat(result.vector(0)).isEqualTo(TellingModel.vectorOf("a"));
        assertThat(result.vector(2)).isEqualTo(TellingModel.vectorOf("c"));
        assertThat(cached.isAtHand("a")).isTrue();
        assertThat(cached.isAtHand("b")).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> cached.embed(List.of("a", "b")))
                .withMessage("poisoned by b");
    }

    @Test
    void whatTheModelSkipsIsSkipped() {
        model.blankIsSkipped = true;
        EmbeddingResult result = CachedModel.of(model, cache).embedAll(List.of("a", " ", "b", " "));
        assertThat(result.skipped()).containsExactly(1, 3);
        assertThat(result.failures()).isEmpty();
        assertThat(result.has(2)).isTrue();
        assertThat(cache.statistics().entries()).isEqualTo(2);
    }

    @Test
    void tellsWhatWasSaved() {
        CachedModel cached = CachedModel.of(model, cache);
        cached.embed(List.of("known"));
        EmbeddingUsage usage =
                cached.embedAll(List.of("new", "known", "new", "new")).usage();
        assertThat(usage.savedTexts()).isEqualTo(3);
        assertThat(usage.savedTokens())
                .isEqualTo(2 * model.tokenCounter().count("new")
                        + model.tokenCounter().count("known"));
    }

    @Test
    void whatIsNoVectorIsNotKept() {
        EmbeddingModel cached = CachedModel.of(model, cache);
        model.improper = Set.of("b");
        assertThatIllegalStateException()
                .isThrownBy(() -> cached.embed(List.of("a", "a", "b", "c")))
                .withMessageContaining("telling: the vector of a text is all zeros");
        model.improper = Set.of();
        assertVectors(cached.embed(List.of("c", "b", "a")), List.of("c", "b", "a"));
        assertThat(model.batches).containsExactly(List.of("a", "b", "c"), List.of("b"));
    }

    @Test
    void aModelThatMiscountsIsRefused() {
        EmbeddingModel miscounting = new EmbeddingModel() {
            @Override
            public String identity() {
                return "miscounting";
            }

            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public List<float[]> embed(List<String> texts) {
                return List.of(new float[] {1});
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> CachedModel.of(miscounting, cache).embed(List.of("a", "b")))
                .withMessage("miscounting gave 1 vectors for 2 texts");
        assertThat(cache.statistics().entries()).isZero();
    }

    @Test
    void vectorsOfAnotherLengthAreNotMixed() {
        cache.put(CacheKey.of("telling", "old"), new float[] {1, 2});
        assertThatIllegalStateException()
                .isThrownBy(() -> CachedModel.of(model, cache).embed(List.of("new", "old")))
                .withMessageContaining("telling has vectors of 4 floats but one in the cache has 2");
    }

    @Test
    void aBrokenCacheCostsNoVector() throws IOException {
        List<String> texts = List.of("a", "b", "c");
        model.before = () -> {
            try {
                cache.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
        assertVectors(CachedModel.of(model, cache).embed(texts), texts);
    }

    @Test
    void isTheModelElsewhere() throws IOException {
        CachedModel cached = CachedModel.of(model, cache);
        assertThat(cached.identity()).isEqualTo("telling");
        assertThat(cached.dimension()).isEqualTo(4);
        cached.close();
        assertThat(model.closed).isTrue();
        assertThat(cache.statistics().entries()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CachedModel.of(model, cache, 0))
                .withMessage("batch size must be at least 1 but is 0");
    }

    @Test
    void theSameTextsAtOnceAreEmbeddedOnce() throws Exception {
        CachedModel cached = CachedModel.of(model, cache, 2);
        List<String> texts = List.of("a", "b", "c", "d", "e");
        List<Thread> threads = new ArrayList<>();
        List<String> failures = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 6; i++) {
            // Each begins elsewhere, so that all hold texts that others wait for.
            List<String> own = new ArrayList<>(texts);
            Collections.rotate(own, i);
            threads.add(new Thread(() -> {
                try {
                    assertVectors(cached.embed(own), own);
                } catch (RuntimeException | AssertionError e) {
                    failures.add(e.toString());
                }
            }));
        }
        // The first to come holds its batch back until all others wait.
        AtomicBoolean first = new AtomicBoolean(true);
        model.before = () -> {
            if (first.getAndSet(false)) {
                waitForOthers(threads);
            }
        };
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(model.embedded).hasSize(5);
        assertThat(model.embedded.values()).containsOnly(1);
    }

    private static void waitForOthers(List<Thread> threads) {
        for (Thread thread : threads) {
            while (!thread.equals(Thread.currentThread())
                    && thread.getState() != Thread.State.WAITING
                    && thread.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void twoThatFailWithEachOthersTextsBothEnd() throws Exception {
        model.poison = Set.of("a", "b");
        TextsInFlight inFlight = new TextsInFlight();
        CacheKey a = CacheKey.of(model.identity(), "a");
        // As if another thread had taken one of the texts, and waited for the other one, that this thread is about to
        // fail with.
        TextsInFlight.Claim other = inFlight.claim(List.of(a));
        CachedCall call = new CachedCall(model, cache, new VectorKeeper(cache), List.of("a", "b"));
        Thread thread = new Thread(() -> call.run(inFlight, 10));
        thread.start();
        waitForOthers(List.of(thread));
        try (TextsInFlight.Claim free = inFlight.claim(List.of(CacheKey.of(model.identity(), "b")))) {
            assertThat(free.isOurs(CacheKey.of(model.identity(), "b"))).isTrue();
        }
        other.leave();
        thread.join();
        assertThat(call.result().failures()).containsOnlyKeys(0, 1);
    }

    @Test
    void whoWaitsForOneThatFailsTriesItself() throws Exception {
        CachedModel cached = CachedModel.of(model, cache);
        model.batchesToFailure.set(0);
        List<float[]> vectors = new CopyOnWriteArrayList<>();
        Thread waiting = new Thread(() -> vectors.addAll(cached.embed(List.of("good", "better"))));
        model.before = () -> {
            if (waiting.getState() == Thread.State.NEW) {
                waiting.start();
                waitForOthers(List.of(waiting));
            } else {
                model.batchesToFailure.set(Integer.MAX_VALUE);
            }
        };
        assertThatIllegalStateException().isThrownBy(() -> cached.embed(List.of("better", "good", "other")));
        waiting.join();
        assertVectors(vectors, List.of("good", "better"));
        assertThat(model.batches.getLast()).containsExactly("good", "better");
    }
}
