package io.vicinal.analysis;

/**
 * Something near.
 *
 * @param id its id
 * @param score how near; larger is closer
 */
public record Neighbour(String id, float score) {}
