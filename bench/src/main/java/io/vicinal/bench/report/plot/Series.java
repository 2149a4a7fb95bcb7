package io.vicinal.bench.report.plot;

import java.util.List;

/**
 * A line with its marks.
 *
 * @param name what its label says
 * @param look its colour and shape, see {@link Look}
 * @param emphasised true if it shall stand out
 * @param secondary true for a second line of the same name, which is dotted and has no label
 * @param marks from left to right
 */
public record Series(String name, int look, boolean emphasised, boolean secondary, List<Mark> marks) {}
