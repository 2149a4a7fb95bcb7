package io.vicinal.embedding.http;

import io.vicinal.embedding.fault.EmbeddingException;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a request is sent again: what the host asks for, or a random time whose upper end doubles with each attempt
 * (exponential backoff with full jitter), so that clients that failed together do not come back together.
 *
 * @param retries how often a request is sent again at most
 * @param first the upper end of the first wait
 * @param longest the upper end of any wait
 * @param longestAsked the longest wait that a host is granted
 */
public record Backoff(int retries, Duration first, Duration longest, Duration longestAsked) {
    /** Returns the wait after an attempt; the first is number 1. */
    Duration delay(int attempt, EmbeddingException fault, DoubleSupplier random) {
        long upper = longest.toNanos();
        int doublings = attempt - 1;
        if (doublings < 62 && first.toNanos() <= upper >> doublings) {
            upper = first.toNanos() << doublings;
        }
        Duration jittered = Duration.ofNanos((long) (upper * random.getAsDouble()));
        return fault.retryAfter()
                .map(asked -> asked.compareTo(longestAsked) < 0 ? asked : longestAsked)
                .orElse(jittered);
    }
}
