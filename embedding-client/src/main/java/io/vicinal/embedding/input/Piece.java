package io.vicinal.embedding.input;

/**
 * A text as it is sent.
 *
 * @param text not blank
 * @param tokens how many it has, at least 1
 */
public record Piece(String text, int tokens) {}
