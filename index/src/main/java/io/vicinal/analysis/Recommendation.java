package io.vicinal.analysis;

import io.vicinal.collection.Document;
import java.util.Optional;

/**
 * A document that somebody may like.
 *
 * @param document the document, with text and metadata
 * @param score how well it fits: nearness to what is liked, less what nearness to what is disliked takes away; only comparable within one answer
 * @param because the liked document that it is nearest to; empty if that is no document but a vector
 */
public record Recommendation(Document document, float score, Optional<String> because) {}
