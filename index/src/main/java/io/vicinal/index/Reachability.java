package io.vicinal.index;

/**
 * How many rows of an index a search cannot come to, however hard it looks.
 *
 * @param rows rows that a search should be able to find
 * @param unreachable those of them that none could find
 * @param repaired those of the unreachable that can be found now
 */
public record Reachability(int rows, int unreachable, int repaired) {}
