package io.vicinal.cli.javadoc;

/** The first sentences of a text. */
final class Summary {
    /** The model reads 256 word pieces at most and blurs what is long: more than a few sentences drown the first. */
    private static final int MAX_LENGTH = 400;

    private static final int MAX_SENTENCES = 3;

    private Summary() {}

    /** Whole sentences, except where the first alone is too long. What only leads to something left out is left out too. */
    static String of(String text) {
        int end = 0;
        for (int sentence = 0; sentence < MAX_SENTENCES && end < text.length(); sentence++) {
            int next = endOfSentence(text, end);
            boolean leadsOn = next == text.length() && ".!?)".indexOf(text.charAt(next - 1)) < 0;
            if (end > 0 && (next > MAX_LENGTH || leadsOn)) {
                break;
            }
            if (next > MAX_LENGTH) {
                return cut(text);
            }
            end = next;
        }
        return text.substring(0, end);
    }

    private static String cut(String text) {
        int space = text.lastIndexOf(' ', MAX_LENGTH - 1);
        return text.substring(0, space > 0 ? space : MAX_LENGTH - 1) + "\u2026";
    }

    private static int endOfSentence(String text, int from) {
        for (int i = from; i < text.length() - 2; i++) {
            if (".!?".indexOf(text.charAt(i)) >= 0
                    && text.charAt(i + 1) == ' '
                    && !Character.isLowerCase(text.charAt(i + 2))
                    && !isAbbreviation(text, i)) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static boolean isAbbreviation(String text, int dot) {
        return text.startsWith("e.g", dot - 3) || text.startsWith("i.e", dot - 3) || text.startsWith("vs", dot - 2);
    }
}
