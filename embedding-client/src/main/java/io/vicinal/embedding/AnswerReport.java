package io.vicinal.embedding;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a host said about one of its answers.
 *
 * @param id the host's name for the answer, if it gave one
 * @param model the model that answered, in the host's words, if it told
 * @param texts how many texts were sent
 * @param tokens billed by the host, or estimated if it did not tell
 * @param estimated whether the tokens are an estimate
 * @param cost in the currency of the account, if the host told
 */
public record AnswerReport(
        @Nullable String id, @Nullable String model, int texts, long tokens, boolean estimated, OptionalDouble cost) {}
