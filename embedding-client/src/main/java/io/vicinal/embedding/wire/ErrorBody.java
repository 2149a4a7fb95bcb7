package io.vicinal.embedding.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a host says about an error.
 *
 * @param code its code, or else the type of the error, if it gave one
 * @param message in its words
 */
public record ErrorBody(@Nullable String code, String message) {}
