package io.vicinal.bench.report.plot;

import java.util.List;

/** A scale: where values lie between its two ends. */
public interface Axis {
    /**
     * Returns what is measured along it.
     *
     * @return a title with its unit
     */
    String title();

    /**
     * Returns the place of a value.
     *
     * @param value what was measured
     * @return 0 at the beginning, 1 at the end, beyond these or NaN where the scale does not reach
     */
    double at(double value);

    /**
     * Returns the values to mark.
     *
     * @param pixels the length of the axis
     * @param label pixels that a label of six digits needs along the axis
     * @return in rising order
     */
    List<Tick> ticks(double pixels, double label);

    /**
     * A marked value.
     *
     * @param at its place, 0 to 1
     * @param label what to write there; empty for a line alone
     */
    record Tick(double at, String label) {}
}
