package io.vicinal.embedding.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tokens as OpenAI counts them, by a library that need not be there. */
final class OpenAiTokens implements TokenCounter {
    /** The library takes time that grows with the square of a run without spaces, so longer texts are counted in pieces. */
    private static final int PIECE = 2_000;

    private final Encoding encoding;

    private OpenAiTokens(Encoding encoding) {
        this.encoding = encoding;
    }

    /** Tells whether a model is one of OpenAI's. */
    static boolean counts(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return name.contains("text-embedding-3-") || name.contains("text-embedding-ada-002");
    }

    /** Returns an exact counter, or another one if the library is missing. */
    static TokenCounter orElse(TokenCounter other) {
        try {
            return Loaded.COUNTER;
        } catch (NoClassDefFoundError e) {
            return other;
        }
    }

    /** The vocabulary, read once. */
    private static final class Loaded {
        static final TokenCounter COUNTER =
                new OpenAiTokens(Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE));
    }

    @Override
    public int count(String text) {
        int tokens = 0;
        for (int from = 0; from < text.length(); ) {
            int to = TextCut.end(text, from, PIECE);
            // The library takes no halves of surrogate pairs, which nobody sends either.
            byte[] piece = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
            tokens += encoding.countTokensOrdinary(new String(piece, StandardCharsets.UTF_8));
            from = to;
        }
        return tokens;
    }

    @Override
    public boolean exact() {
        return true;
    }
}
