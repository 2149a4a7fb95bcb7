package io.vicinal.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text in columns, each as wide as its widest cell; the first is for words, the others for numbers. For one thread at a time. */
public final class Table {
    private static final String GAP = "  ";

    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Begins a table.
     *
     * @param title the line above it
     * @param header the columns' names
     */
    public Table(String title, List<String> header) {
        this.title = title;
        rows.add(List.copyOf(header));
    }

    /**
     * Adds a row.
     *
     * @param row as many cells as the header has
     */
    public void add(List<String> row) {
        rows.add(List.copyOf(row));
    }

    /**
     * Tells whether there is anything to show.
     *
     * @return true if there are no rows under the header
     */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /**
     * Writes a number to three digits or so.
     *
     * @param value what was measured; NaN if it was not
     * @return the number, or a dash
     */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    /**
     * Writes how many times faster something is.
     *
     * @param slow time of the slow way
     * @param fast time of the fast way
     * @return their ratio, or a dash where one was not measured
     */
    public static String times(double slow, double fast) {
        double times = slow / fast;
        return Double.isNaN(times) ? "-" : number(times) + " x";
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> Math.max(1, row.get(column).length()))
                        .max()
                        .orElse(1))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, widths.length)
                        .mapToObj(column ->
                                ("%" + (column == 0 ? "-" : "") + widths[column] + "s").formatted(row.get(column)))
                        .collect(Collectors.joining(GAP)))
                .collect(Collectors.joining("\n", "\n" + title + "\n", "\n"));
    }
}
