package io.vicinal.bench.report.plot;

/** How wide texts become. Which font a reader has is not known, so the widest of the usual ones is taken. */
final class TextWidth {
    private static final double EM = 0.62;
    private static final double BOLD = 1.1;

    private TextWidth() {}

    static double of(String text, double fontSize, boolean bold) {
        return text.length() * fontSize * EM * (bold ? BOLD : 1);
    }

    /** Cuts a text to a width, with dots for what is missing. */
    static String clip(String text, double width, double fontSize, boolean bold) {
        int fits = (int) (width / of("m", fontSize, bold) + 1e-6);
        return text.length() <= fits ? text : text.substring(0, Math.max(0, fits - 1)) + "…";
    }
}
