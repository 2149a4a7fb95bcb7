package io.vicinal.analysis;

/**
 * How often one label was taken for another, or for itself: an entry of the confusion matrix.
 *
 * @param actual the label that documents have
 * @param predicted the label with the most votes
 * @param documents how many; never 0
 */
public record Confusion(String actual, String predicted, int documents) {}
