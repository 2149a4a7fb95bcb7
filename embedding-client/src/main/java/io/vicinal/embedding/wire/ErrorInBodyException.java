package io.vicinal.embedding.wire;

/** A body that came with a good status tells of an error. */
public final class ErrorInBodyException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ErrorBody error;

    ErrorInBodyException(ErrorBody error) {
        super(error.message());
        this.error = error;
    }

    /**
     * Returns what the host says.
     *
     * @return its code and message
     */
    public ErrorBody error() {
        return error;
    }
}
