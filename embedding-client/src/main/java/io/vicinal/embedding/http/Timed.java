package io.vicinal.embedding.http;

import java.time.Duration;

/**
 * An answer and how long it took.
 *
 * @param <T> what was answered
 * @param value the answer
 * @param took from the first byte sent to the last byte read
 */
public record Timed<T>(T value, Duration took) {}
