package io.vicinal.analysis;

/**
 * How well a label is recognised.
 *
 * @param label the label
 * @param documents how many have it
 * @param precision which part of those taken for it have it; 0 if there are none
 * @param recall which part of those that have it are taken for it
 * @param f1 the harmonic mean of both
 */
public record LabelQuality(String label, int documents, double precision, double recall, double f1) {}
