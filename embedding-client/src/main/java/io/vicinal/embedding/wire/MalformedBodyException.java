package io.vicinal.embedding.wire;

import org.jspecify.annotations.Nullable;

/** A body is not what it should be. */
public final class MalformedBodyException extends Exception {
    private static final long serialVersionUID = 1;

    /** Whether another answer may have more. */
    private final boolean incomplete;

    MalformedBodyException(String problem, boolean incomplete, @Nullable Throwable cause) {
        super(problem, cause);
        this.incomplete = incomplete;
    }

    MalformedBodyException(String problem) {
        this(problem, false, null);
    }

    /**
     * Tells whether something is missing that another answer may have.
     *
     * @return whether the body ends early or is empty
     */
    public boolean incomplete() {
        return incomplete;
    }
}
