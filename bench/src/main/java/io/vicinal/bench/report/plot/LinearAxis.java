package io.vicinal.bench.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A scale on which equal differences have equal lengths.
 *
 * @param title what is measured
 * @param low its beginning
 * @param high its end
 */
public record LinearAxis(String title, double low, double high) implements Axis {
    private static final double[] STEPS = {1, 2, 5};

    @Override
    public double at(double value) {
        return (value - low) / (high - low);
    }

    @Override
    public List<Tick> ticks(double pixels, double label) {
        double step = step((high - low) * Math.max(label * 1.8, 24) / pixels);
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-6); i * step <= high + step * 1e-6; i++) {
            ticks.add(new Tick(at(i * step), String.format(Locale.ROOT, "%,." + decimals + "f", i * step)));
        }
        return ticks;
    }

    /** Returns the round number that is not below a value. */
    private static double step(double atLeast) {
        double decade = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double step : STEPS) {
            if (step * decade >= atLeast) {
                return step * decade;
            }
        }
        return 10 * decade;
    }
}
