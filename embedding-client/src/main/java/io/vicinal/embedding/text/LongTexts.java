package io.vicinal.embedding.text;

/**
 * What is done with a text of more tokens than the model takes.
 *
 * <p>Where tokens can only be estimated, a text is rejected or skipped only if it is too long without doubt; the host decides on the
 * others. Truncated and cut, it is as soon as it may be too long.
 *
 * <p>The policy is not part of a model's identity: a cache that was filled under one returns its vectors under another.
 */
public enum LongTexts {
    /** It fails, the others don't. */
    REJECT,
    /** It is left out and listed as skipped. */
    SKIP,
    /** Its beginning is embedded, as much as fits. */
    TRUNCATE,
    /** It is cut into parts that fit; its vector is their mean, weighted by tokens, of length 1. */
    CHUNK
}
