package io.vicinal.embedding.chunk;

import io.vicinal.embedding.text.TokenCounter;

/** How long a part of a text is. */
interface Size {
    /** In English. */
    int LETTERS_PER_TOKEN = 4;

    /** Counts UTF-16 characters. */
    Size CHARACTERS = new Size() {
        @Override
        public int of(String text, int from, int to) {
            return to - from;
        }

        @Override
        public int length() {
            return 1;
        }

        @Override
        public String unit() {
            return "characters";
        }
    };

    /** Returns the size of the part between two positions. */
    int of(String text, int from, int to);

    /** How many characters make one, roughly. */
    int length();

    /** What is counted. */
    String unit();

    /** Counts tokens. */
    static Size tokens(TokenCounter counter) {
        return new Size() {
            @Override
            public int of(String text, int from, int to) {
                return counter.count(text.substring(from, to));
            }

            @Override
            public int length() {
                return LETTERS_PER_TOKEN;
            }

            @Override
            public String unit() {
                return "tokens";
            }
        };
    }
}
