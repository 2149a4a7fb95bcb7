package io.vicinal.analysis;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a language model needs to answer a question.
 *
 * @param question in words
 * @param passages best first; none if nothing was found
 * @param tokens how long {@link #context} is
 */
public record Retrieval(String question, List<Passage> passages, int tokens) {
    /**
     * Returns the passages as a block of text: each with its number in brackets and its source before it.
     *
     * @return the block; empty without passages
     */
    public String context() {
        return context(passages);
    }

    static String context(List<Passage> passages) {
        return passages.stream().map(Passage::block).collect(Collectors.joining("\n"));
    }

    /**
     * Returns a prompt: the context, the question, and the wish that sources be cited by their numbers.
     *
     * @return text for a language model; longer than the context by the question and some sixty words
     */
    public String prompt() {
        return """
                Answer the question from the sources below and from nothing else. After each statement cite the sources it is taken from by \
                their numbers, such as [1] or [2][3]. If the sources don't answer the question, say so.

                Sources:

                %s
                Question: %s
                """.formatted(context(), question);
    }
}
