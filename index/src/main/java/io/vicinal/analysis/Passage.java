package io.vicinal.analysis;

import io.vicinal.collection.metadata.Metadata;
import java.util.List;

/**
 * A piece of text to answer a question from, with its source.
 *
 * @param number what it is cited by, from 1
 * @param source the document it comes from
 * @param ids the chunks it is joined of, in the order of the text; the source alone if it was never cut
 * @param text the text, without what overlapping chunks repeat
 * @param score of the chunk among them that is nearest to the question; larger is closer
 * @param metadata of that chunk
 * @param shortened whether the end was left out, because the whole is longer than the budget
 */
public record Passage(
        int number, String source, List<String> ids, String text, float score, Metadata metadata, boolean shortened) {
    /** As it stands in the context. */
    String block() {
        return "[%d] %s\n%s\n".formatted(number, source, text);
    }
}
