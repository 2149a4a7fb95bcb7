package io.vicinal.embedding.http;

/** A key that is sent and never printed. */
public final class ApiKey {
    private static final int SHOWN = 4;

    /** What is shown of a key must not be most of it. */
    private static final int LENGTH_TO_SHOW = 12;

    private final String secret;

    /**
     * Takes a key.
     *
     * @param secret the key; white space around it is ignored
     * @throws IllegalArgumentException if it is blank or can't stand in a header; the message does not repeat it
     */
    public ApiKey(String secret) {
        this.secret = secret.strip();
        if (this.secret.isEmpty()) {
            throw new IllegalArgumentException("the API key is blank");
        }
        for (int i = 0; i < this.secret.length(); i++) {
            char character = this.secret.charAt(i);
            if (character <= ' ' || character > '~') {
                throw new IllegalArgumentException("the API key holds a character that no key holds, at " + i);
            }
        }
    }

    /**
     * Returns what is sent.
     *
     * @return the value of the header {@code Authorization}
     */
    String authorization() {
        return "Bearer " + secret;
    }

    /** Takes the key out of what a host or a library says. */
    String redact(String text) {
        return text.replace(secret, toString());
    }

    /** Returns enough to tell which key it is: {@code sk-…abcd}. */
    @Override
    public String toString() {
        if (secret.length() < LENGTH_TO_SHOW) {
            return "…";
        }
        return (secret.startsWith("sk-") ? "sk-" : "") + "…" + secret.substring(secret.length() - SHOWN);
    }
}
