package io.vicinal.cli.map;

/** Texts cut to a length. */
final class Shortened {
    /** How far back a gap between words is looked for, as a part of the length. */
    private static final int BACK = 4;

    private Shortened() {}

    /** Cuts a text between words where it can, never through a character; what was cut shows an ellipsis. */
    static String to(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int cut = length - 1;
        int gap = text.lastIndexOf(' ', cut);
        if (gap > cut - length / BACK) {
            cut = gap;
        }
        if (cut > 0 && Character.isHighSurrogate(text.charAt(cut - 1))) {
            cut--;
        }
        return text.substring(0, cut).stripTrailing() + "…";
    }
}
