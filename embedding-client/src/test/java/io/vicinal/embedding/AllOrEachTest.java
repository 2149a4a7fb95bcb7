package io.vicinal.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A model that only knows all or none. */
class AllOrEachTest {
    private final List<List<String>> asked = new ArrayList<>();

    private EmbeddingModel model(Function<List<String>, List<float[]>> embed) {
        return new EmbeddingModel() {
            @Override
            public String identity() {
                return "plain";
            }

            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public List<float[]> embed(List<String> texts) {
                asked.add(texts);
                return embed.apply(texts);
            }
        };
    }

    private static List<float[]> lengths(List<String> texts) {
        if (texts.contains("bad")) {
            throw new IllegalStateException("it fails");
        }
        return texts.stream().map(text -> new float[] {text.length()}).toList();
    }

    @Test
    void isAskedOnceIfAllGoesWell() {
        EmbeddingResult result = model(AllOrEachTest::lengths).embedAll(List.of("a", "bb"));
        assertThat(result.vectors()).containsExactly(new float[] {1}, new float[] {2});
        assertThat(asked).hasSize(1);
        assertThat(model(AllOrEachTest::lengths).embedAll(List.of()).size()).isZero();
        assertThat(asked).hasSize(1);
    }

    @Test
    void isAskedForEachIfNot() {
        EmbeddingResult result = model(AllOrEachTest::lengths).embedAll(List.of("a", "bad", "bb"));
        assertThat(result.failures()).containsOnlyKeys(1);
        assertThat(result.vector(2)).containsExactly(2);
        assertThat(model(AllOrEachTest::lengths).embedAll(List.of("bad")).failures())
                .hasSize(1);
        assertThat(asked).hasSize(5);
    }

    @Test
    void mustGiveAVectorForEachText() {
        EmbeddingResult result =
                model(texts -> List.of(new float[1], new float[1])).embedAll(List.of("a", "b", "c"));
        assertThat(result.failures())
                .hasSize(3)
                .allSatisfy((position, cause) -> assertThat(cause).hasMessage("plain gave 2 vectors for 3 texts"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void isInterruptedWhenItsFutureIsCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<List<float[]>> future = model(texts -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return List.of();
                })
                .embedAsync(List.of("a"));
        begun.await();
        future.cancel(true);
        interrupted.await();
        assertThat(future).isCancelled();
    }

    @Test
    void tellsItsFutureWhatItThrew() {
        assertThat(model(AllOrEachTest::lengths).embedAsync(List.of("bad")))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .withMessageContaining("it fails");
    }
}
