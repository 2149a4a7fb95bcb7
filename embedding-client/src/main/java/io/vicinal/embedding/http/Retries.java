package io.vicinal.embedding.http;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.listener.Listeners;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Sends again what may succeed later. */
final class Retries {
    private final Backoff backoff;
    private final Listeners listeners;

    Retries(Backoff backoff, Listeners listeners) {
        this.backoff = backoff;
        this.listeners = listeners;
    }

    /**
     * Runs attempts until one succeeds or none is left.
     *
     * @throws EmbeddingException what the last attempt threw
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    <T> T run(Supplier<T> attempt) {
        RetryPolicy<T> policy = RetryPolicy.<T>builder()
                .handleIf(Retries::retryable)
                .withMaxRetries(backoff.retries())
                .withDelayFn(context -> delay(context.getAttemptCount(), context.getLastException()))
                .onRetryScheduled(event -> tell(event.getAttemptCount(), event.getLastException(), event.getDelay()))
                .build();
        try {
            return Failsafe.with(policy).get(attempt::get);
        } catch (FailsafeException e) {
            // The only checked exception there is: one that ended the wait between two attempts.
            throw Interruption.of(e);
        }
    }

    private static boolean retryable(Throwable fault) {
        return fault instanceof EmbeddingException embedding && embedding.retryable();
    }

    private Duration delay(int attempt, Throwable fault) {
        return fault instanceof EmbeddingException embedding
                ? backoff.delay(attempt, embedding, ThreadLocalRandom.current()::nextDouble)
                : Duration.ZERO;
    }

    private void tell(int attempt, Throwable fault, Duration delay) {
        if (fault instanceof EmbeddingException embedding) {
            listeners.tell(listener -> listener.retrying(embedding, attempt, delay));
        }
    }
}
