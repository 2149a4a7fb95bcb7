package io.vicinal.embedding.client;

import io.vicinal.embedding.http.Backoff;
import io.vicinal.embedding.http.RateLimits;
import java.time.Duration;

/**
 * How requests are sent: how many at once, for how long, how often again. Without a change 16 requests are sent at the same time, for a
 * minute each, again up to 6 times, as many a minute as there are. For one thread.
 */
public final class Sending {
    private int concurrency = 16;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration timeout = Duration.ofMinutes(1);
    private int retries = 6;
    private Duration firstBackoff = Duration.ofMillis(500);
    private Duration longestBackoff = Duration.ofSeconds(30);
    private Duration longestRetryAfter = Duration.ofMinutes(2);
    private int requestsPerMinute;
    private int tokensPerMinute;

    Sending() {}

    private static <T extends Comparable<T>> T atLeast(T least, String name, T value) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("%s must be at least %s but is %s".formatted(name, least, value));
        }
        return value;
    }

    /**
     * Sets how many requests are sent at the same time.
     *
     * @param concurrency at least 1
     * @return these settings
     * @throws IllegalArgumentException if it is less
     */
    public Sending concurrency(int concurrency) {
        this.concurrency = atLeast(1, "concurrency", concurrency);
        return this;
    }

    /**
     * Sets how long a request may take.
     *
     * @param connectTimeout until there is a connection, at least a millisecond
     * @param timeout from when it is sent until its answer is read, at least a millisecond; waiting for its turn does not count
     * @return these settings
     * @throws IllegalArgumentException if one is less
     */
    public Sending timeouts(Duration connectTimeout, Duration timeout) {
        this.connectTimeout = atLeast(Duration.ofMillis(1), "connectTimeout", connectTimeout);
        this.timeout = atLeast(Duration.ofMillis(1), "timeout", timeout);
        return this;
    }

    /**
     * Sets how often a request is sent again, if that may help.
     *
     * @param retries 0 or more
     * @return these settings
     * @throws IllegalArgumentException if it is negative
     */
    public Sending retries(int retries) {
        this.retries = atLeast(0, "retries", retries);
        return this;
    }

    /**
     * Sets how long is waited before a request is sent again: a random time.
     *
     * @param firstBackoff the upper end of the first wait; it doubles each time
     * @param longestBackoff the upper end of any wait
     * @param longestRetryAfter the longest wait that a host may ask for; if it asks for more, that long is waited
     * @return these settings
     * @throws IllegalArgumentException if one is negative
     */
    public Sending waits(Duration firstBackoff, Duration longestBackoff, Duration longestRetryAfter) {
        this.firstBackoff = atLeast(Duration.ZERO, "firstBackoff", firstBackoff);
        this.longestBackoff = atLeast(Duration.ZERO, "longestBackoff", longestBackoff);
        this.longestRetryAfter = atLeast(Duration.ZERO, "longestRetryAfter", longestRetryAfter);
        return this;
    }

    /**
     * Sets how much is sent a minute, evenly spread.
     *
     * @param requestsPerMinute or 0 for no limit
     * @param tokensPerMinute or 0 for no limit
     * @return these settings
     * @throws IllegalArgumentException if one is negative
     */
    public Sending perMinute(int requestsPerMinute, int tokensPerMinute) {
        this.requestsPerMinute = atLeast(0, "requestsPerMinute", requestsPerMinute);
        this.tokensPerMinute = atLeast(0, "tokensPerMinute", tokensPerMinute);
        return this;
    }

    int concurrency() {
        return concurrency;
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration timeout() {
        return timeout;
    }

    Backoff backoff() {
        return new Backoff(retries, firstBackoff, longestBackoff, longestRetryAfter);
    }

    RateLimits limits() {
        return new RateLimits(requestsPerMinute, tokensPerMinute);
    }
}
