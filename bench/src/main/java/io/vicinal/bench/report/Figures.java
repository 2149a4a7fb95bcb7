package io.vicinal.bench.report;

import java.util.Locale;

/** Figures as people read them; what was not measured is a dash. */
final class Figures {
    static final String NONE = "–";

    private static final double KIB = 1024;

    private Figures() {}

    /** Returns a number to three digits, with thousands set apart. */
    static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        if (value == 0) {
            return "0";
        }
        int digits = (int) Math.floor(Math.log10(Math.abs(value)));
        double unit = Math.pow(10, digits - 2);
        double shown = digits > 2 ? Math.rint(value / unit) * unit : value;
        return String.format(Locale.ROOT, "%,." + Math.min(3, Math.max(0, 2 - digits)) + "f", shown);
    }

    static String recall(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : NONE;
    }

    static String ratio(double value) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, value < 0.1 ? "%.3f" : value < 10 ? "%.2f" : "%.1f", value)
                : NONE;
    }

    static String percent(double part) {
        return rounded(100 * part) + "\u202f%";
    }

    static String seconds(double value) {
        return with(value, "s");
    }

    static String micros(double value) {
        return with(value, "µs");
    }

    static String millis(double value) {
        return with(value, "ms");
    }

    static String plainBytes(double value) {
        return with(value, "B");
    }

    static String bytes(double value) {
        if (value < KIB) {
            return with(value, "B");
        }
        if (value < KIB * KIB) {
            return with(value / KIB, "KiB");
        }
        return value < KIB * KIB * KIB ? with(value / KIB / KIB, "MiB") : with(value / KIB / KIB / KIB, "GiB");
    }

    private static String with(double value, String unit) {
        return Double.isFinite(value) ? rounded(value) + "\u202f" + unit : NONE;
    }
}
