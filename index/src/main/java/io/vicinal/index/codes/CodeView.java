package io.vicinal.index.codes;

import java.lang.foreign.MemorySegment;

/**
 * Where codes lie, for readers that take no lock. Immutable; valid until its {@link RowCodes} are closed, or later as whoever
 * {@linkplain RowCodes#train retires} memory says.
 *
 * @param codes the codes of all rows, by ordinal
 * @param details their details, by ordinal; none if there are none
 * @param capacity how many rows have a place
 */
public record CodeView(MemorySegment codes, MemorySegment details, int capacity) {}
