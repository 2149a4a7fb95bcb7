package io.vicinal.bench.report.plot;

/**
 * How series are told apart: by colour, by shape, and by a broken line where colours come again. The first {@value #OWN} looks
 * are kept for engines that matter most; their colours never come again.
 */
public final class Look {
    /** How many colours the style sheet has. */
    public static final int COLOURS = 8;

    private static final int OWN = 3;

    /** Eleven, since the colours come again after five: so the two never come again together. */
    private static final String[] SHAPES = {
        "M4 0A4 4 0 1 1-4 0A4 4 0 1 1 4 0Z",
        "M-3.6-3.6H3.6V3.6H-3.6Z",
        "M0-4.8L4.6 3.4H-4.6Z",
        "M0-5L5 0L0 5L-5 0Z",
        "M0 4.8L4.6-3.4H-4.6Z",
        "M-1.5-4.5H1.5V-1.5H4.5V1.5H1.5V4.5H-1.5V1.5H-4.5V-1.5H-1.5Z",
        "M0-4.9L4.6-1.5L2.9 4H-2.9L-4.6-1.5Z",
        "M-4.8 0L3.4-4.6V4.6Z",
        "M4.8 0L-3.4-4.6V4.6Z",
        "M-5-2.4H5V2.4H-5Z",
        "M-4-2.2L-2.2-4L0-1.8L2.2-4L4-2.2L1.8 0L4 2.2L2.2 4L0 1.8L-2.2 4L-4 2.2L-1.8 0Z"
    };

    private Look() {}

    /**
     * Returns the classes that give a series its colour and dashes.
     *
     * @param look number of the look, from 0
     * @return classes of the style sheet
     */
    public static String classes(int look) {
        boolean first = look < COLOURS;
        return first ? "s" + look : "s" + (OWN + (look - COLOURS) % (COLOURS - OWN)) + " again";
    }

    /**
     * Returns the shape of a series' marks.
     *
     * @param look number of the look, from 0
     * @return a path around 0, about ten pixels wide
     */
    public static String shape(int look) {
        return SHAPES[look % SHAPES.length];
    }
}
