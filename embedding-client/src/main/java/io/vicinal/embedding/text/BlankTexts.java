package io.vicinal.embedding.text;

/** What is done with a text that holds nothing but white space. Sent to a host, it would fail all texts of its request. */
public enum BlankTexts {
    /** It fails, the others don't. */
    REJECT,
    /** It is left out and listed as skipped. */
    SKIP
}
