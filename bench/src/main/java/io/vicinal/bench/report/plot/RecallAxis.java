package io.vicinal.bench.report.plot;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A scale for recall that opens up towards 1: each step that leaves a tenth of the errors has the same length. What finds
 * everything, which would be infinitely far, stands a little beyond the rest.
 *
 * @param title what is measured
 * @param low its beginning
 * @param high the best recall below 1 that it can tell from others
 * @param whole true if something reached 1
 */
public record RecallAxis(String title, double low, double high, boolean whole) implements Axis {
    /** Where there is no room for all labels, the first of these have one. */
    private static final List<Double> BY_WEIGHT = List.of(1.0, 0.99, 0.9, 0.95, 0.999, 0.5, 0.8, 0.9999, 0.0);

    private static final int LETTERS = 6;
    private static final double FINEST = 0.9999;
    private static final double BEYOND = 0.22;

    /**
     * Makes the scale for what engines have reached.
     *
     * @param title what is measured
     * @param recalls all that shall lie on it, if it is 0.5 or more
     * @param best the best recall of each engine, which shall lie on it in any case
     * @return the scale
     */
    public static RecallAxis of(String title, Collection<Double> recalls, Collection<Double> best) {
        double lowest = recalls.stream().mapToDouble(Double::doubleValue).min().orElse(0.5);
        double lowestBest = best.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double wanted = Math.min(lowestBest - 0.02, Math.max(0.5, lowest));
        double low = below(wanted);
        double high = recalls.stream()
                .mapToDouble(Double::doubleValue)
                .filter(recall -> recall < 1)
                .max()
                .orElse(0.99);
        boolean whole = recalls.stream().anyMatch(recall -> recall >= 1);
        return new RecallAxis(title, low, Math.max(Math.min(high, FINEST), 0.99), whole);
    }

    private static double below(double wanted) {
        return BY_WEIGHT.stream()
                .mapToDouble(Double::doubleValue)
                .filter(mark -> mark <= wanted && mark < 0.95)
                .max()
                .orElse(0);
    }

    @Override
    public double at(double value) {
        double end = stretched(high) + (whole ? BEYOND : 0.04);
        double place = value >= 1 ? stretched(high) + BEYOND : stretched(Math.min(value, high));
        return (place - stretched(low)) / (end - stretched(low));
    }

    private static double stretched(double recall) {
        return -Math.log10(1 - recall);
    }

    @Override
    public List<Tick> ticks(double pixels, double label) {
        Map<Double, String> labels = new TreeMap<>();
        for (double mark : BY_WEIGHT) {
            boolean shown = mark == 1 ? whole : mark >= low && mark <= high;
            boolean fits = labels.entrySet().stream()
                    .filter(other -> !other.getValue().isEmpty())
                    .allMatch(other -> Math.abs(at(other.getKey()) - at(mark)) * pixels
                            >= (text(mark).length() + other.getValue().length() + 2) * label / LETTERS / 2);
            if (shown) {
                labels.put(mark, fits ? text(mark) : "");
            }
        }
        return labels.entrySet().stream()
                .map(mark -> new Tick(at(mark.getKey()), mark.getValue()))
                .toList();
    }

    private static String text(double mark) {
        String digits = String.format(Locale.ROOT, "%.4f", mark);
        return digits.replaceAll("(\\.\\d*?[1-9])0+$", "$1").replaceAll("\\.0+$", "");
    }
}
