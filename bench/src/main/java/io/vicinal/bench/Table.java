package io.vicinal.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text in columns, each as wide as its widest cell; the first is for words, the others for numbers. */
final class Table {
    private static final String GAP = "  ";

    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, List<String> header) {
        this.title = title;
        rows.add(List.copyOf(header));
    }

    void add(List<String> row) {
        rows.add(List.copyOf(row));
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Returns a number to three digits or so, and a dash for what was not measured. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    /** Returns how many times faster something is. */
    static String times(double slow, double fast) {
        double times = slow / fast;
        return Double.isNaN(times) ? "-" : number(times) + " x";
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, widths.length)
                        .mapToObj(column ->
                                ("%" + (column == 0 ? "-" : "") + widths[column] + "s").formatted(row.get(column)))
                        .collect(Collectors.joining(GAP)))
                .collect(Collectors.joining("\n", "\n" + title + "\n", "\n"));
    }
}
