package io.vicinal.collection;

/**
 * A document found.
 *
 * @param score larger is closer
 * @param document what was asked for of it
 */
public record SearchHit(float score, Document document) {}
