package io.vicinal.bench.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A scale on which equal ratios have equal lengths.
 *
 * @param title what is measured
 * @param low its beginning, above 0
 * @param high its end
 */
public record LogAxis(String title, double low, double high) implements Axis {
    private static final int FEWEST = 3;
    private static final double[][] DENSITIES = {{1, 2, 5}, {1, 3}, {1}};

    /**
     * Makes the scale that values fit on, with some room beyond them.
     *
     * @param title what is measured
     * @param values what was measured; what is not above 0 is left out
     * @return the scale
     */
    public static LogAxis around(String title, DoubleStream values) {
        double[] positive = values.filter(value -> value > 0 && Double.isFinite(value))
                .sorted()
                .toArray();
        double low = positive.length == 0 ? 1 : positive[0];
        double high = positive.length == 0 ? 10 : positive[positive.length - 1];
        double room = Math.max(1.1, Math.pow(high / low, 0.04));
        return new LogAxis(title, low / room, high * room);
    }

    @Override
    public double at(double value) {
        return Math.log(value / low) / Math.log(high / low);
    }

    @Override
    public List<Tick> ticks(double pixels, double label) {
        double decade = pixels / Math.log10(high / low);
        double needed = label * 1.5;
        double[] labelled = decade * Math.log10(2) >= needed
                ? DENSITIES[0]
                : decade * Math.log10(3) >= needed ? DENSITIES[1] : DENSITIES[2];
        List<Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (double digit : labelled) {
                double value = digit * Math.pow(10, power);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
                    ticks.add(new Tick(at(value), text(value, power)));
                }
            }
        }
        return ticks.size() < FEWEST ? even(pixels, label) : ticks;
    }

    /** Between two powers of ten there may be no round number at all, but there are evenly spaced ones. */
    private List<Tick> even(double pixels, double label) {
        return new LinearAxis(title, low, high)
                .ticks(pixels, label).stream()
                        .map(tick -> new Tick(at(low + tick.at() * (high - low)), tick.label()))
                        .toList();
    }

    private static String text(double value, int power) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, -power) + "f", value);
    }
}
