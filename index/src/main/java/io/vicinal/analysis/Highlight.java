package io.vicinal.analysis;

/**
 * The sentence of a document that comes nearest to a question.
 *
 * @param from where it begins in the document's text, in UTF-16 characters
 * @param to where it ends, exclusive
 * @param text the sentence
 * @param score of the sentence by itself and the question; larger is closer
 */
public record Highlight(int from, int to, String text, float score) {}
