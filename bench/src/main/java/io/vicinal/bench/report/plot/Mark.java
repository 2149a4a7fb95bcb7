package io.vicinal.bench.report.plot;

/**
 * A measured point.
 *
 * @param key by which a page finds what else was measured there
 * @param x its value on the horizontal scale
 * @param y its value on the vertical scale
 * @param low the lowest value measured; NaN if there was only one
 * @param high the highest value measured; NaN if there was only one
 * @param onLine true if the line goes through it; others are drawn faintly
 */
public record Mark(String key, double x, double y, double low, double high, boolean onLine) {}
