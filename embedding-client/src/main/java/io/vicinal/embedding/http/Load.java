package io.vicinal.embedding.http;

/**
 * What a request holds, for limits and listeners.
 *
 * @param texts how many
 * @param tokens how many they have, as far as is known
 */
public record Load(int texts, int tokens) {
    /** No text at all. */
    public static final Load NONE = new Load(0, 0);
}
