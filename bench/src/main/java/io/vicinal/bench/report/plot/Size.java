package io.vicinal.bench.report.plot;

/**
 * The size of a plot and of what is written in it.
 *
 * @param name class that the style sheet shows it by
 * @param width pixels
 * @param height pixels; more where the labels need it
 * @param font size of labels in pixels
 */
public record Size(String name, int width, int height, double font) {
    /** For a wide window. */
    public static final Size LARGE = new Size("large", 1040, 560, 13);

    /** For a tablet or a printed page. */
    public static final Size MEDIUM = new Size("medium", 680, 460, 12);

    /** For a telephone. */
    public static final Size SMALL = new Size("small", 368, 400, 11);

    /** For one of several plots side by side. */
    public static final Size MULTIPLE = new Size("multiple", 400, 270, 11);

    /** For a document. */
    public static final Size PICTURE = new Size("picture", 900, 520, 13);
}
