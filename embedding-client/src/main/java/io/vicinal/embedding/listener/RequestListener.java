package io.vicinal.embedding.listener;

import io.vicinal.embedding.AnswerReport;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.provider.Caps;
import java.time.Duration;

/**
 * Is told what a client does. Methods are called by the thread that waits for the host, several at once, and should return soon.
 * What they throw is logged and changes nothing. No text and no key is ever told.
 */
public interface RequestListener {
    /**
     * A request is about to be sent.
     *
     * @param texts how many it holds
     * @param tokens how many they have, as far as is known
     */
    default void sending(int texts, long tokens) {}

    /**
     * A request was answered with vectors.
     *
     * @param report what the host said
     * @param took from the first byte sent to the last byte read
     */
    default void answered(AnswerReport report, Duration took) {}

    /**
     * A request failed.
     *
     * @param texts how many it held
     * @param fault what went wrong
     * @param took from the first byte sent until it was clear
     */
    default void failed(int texts, EmbeddingException fault, Duration took) {}

    /**
     * A request that failed is going to be sent again.
     *
     * @param fault what went wrong
     * @param attempt how often it was sent so far
     * @param delay until it is sent again
     */
    default void retrying(EmbeddingException fault, int attempt, Duration delay) {}

    /**
     * A request was refused and is sent in two halves.
     *
     * @param texts how many it held
     * @param fault what the host said
     */
    default void split(int texts, EmbeddingException fault) {}

    /**
     * The host takes less at once than was thought; all further requests obey.
     *
     * @param caps what it takes
     */
    default void capsLearnt(Caps caps) {}
}
