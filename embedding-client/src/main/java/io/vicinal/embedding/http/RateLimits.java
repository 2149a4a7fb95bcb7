package io.vicinal.embedding.http;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** So many requests and tokens a minute, evenly spread. */
public final class RateLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final @Nullable RateLimiter<Object> requests;
    private final @Nullable RateLimiter<Object> tokens;

    /** From one token to the next. */
    private final Duration tokenInterval;

    /**
     * Makes limits.
     *
     * @param requestsPerMinute at least 1, or 0 for no limit
     * @param tokensPerMinute at least 1, or 0 for no limit
     */
    public RateLimits(int requestsPerMinute, int tokensPerMinute) {
        requests = limiter(requestsPerMinute);
        tokens = limiter(tokensPerMinute);
        tokenInterval = MINUTE.dividedBy(Math.max(1, tokensPerMinute));
    }

    private static @Nullable RateLimiter<Object> limiter(int perMinute) {
        return perMinute == 0
                ? null
                : RateLimiter.smoothBuilder(perMinute, MINUTE).build();
    }

    /** Waits until a request may be sent. */
    void acquire(int tokenCount) {
        try {
            if (requests != null) {
                requests.acquirePermit();
            }
            if (tokens != null && tokenCount > 0) {
                await(tokens, tokenCount);
            }
        } catch (InterruptedException e) {
            throw Interruption.of(e);
        }
    }

    /** Waits for the first token only. The others are waited for by the next request, so that none waits for its own size. */
    private void await(RateLimiter<Object> tokens, int tokenCount) throws InterruptedException {
        Duration untilLast = tokens.reservePermits(tokenCount);
        Duration untilFirst = untilLast.minus(tokenInterval.multipliedBy(tokenCount - 1));
        if (untilFirst.isPositive()) {
            Thread.sleep(untilFirst);
        }
    }
}
