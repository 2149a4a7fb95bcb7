package io.vicinal.embedding.text;

/**
 * An estimate for tokenizers that are not known, by the kind of character. Byte-pair and word-piece tokenizers make one token of
 * about 4 letters of English, of a sign or of a CJK character, and in the worst case one of each byte of UTF-8; what is estimated here
 * lies between.
 */
final class SafeEstimate implements TokenCounter {
    static final TokenCounter INSTANCE = new SafeEstimate();

    private static final int LETTERS_PER_TOKEN = 3;

    /** Word-piece models put one before and one behind each text. */
    private static final int ENDS = 2;

    private SafeEstimate() {}

    @Override
    public int count(String text) {
        int tokens = ENDS;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (isLetter(character)) {
                tokens += letters % LETTERS_PER_TOKEN == 0 ? 1 : 0;
                letters++;
            } else {
                letters = 0;
                tokens += weight(character);
            }
        }
        return tokens;
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    /** Tokens of a character that is no letter of English; half a surrogate pair counts half. */
    private static int weight(char character) {
        if (character == ' ') {
            return 0;
        }
        return character < 0x800 ? 1 : 2;
    }

    @Override
    public boolean exact() {
        return false;
    }
}
