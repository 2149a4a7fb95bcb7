package io.vicinal.analysis;

import io.vicinal.collection.Document;
import java.util.Optional;

/**
 * A document that answers a question.
 *
 * @param document what was asked for of it
 * @param score of the whole document and the question; larger is closer
 * @param highlight its best sentence; empty if it has no text, or none was asked for
 */
public record SemanticHit(Document document, float score, Optional<Highlight> highlight) {}
