package io.vicinal.collection.metadata;

/** Bytes are not metadata in the form that {@link Metadata#writeTo} writes: damaged, cut short, or something else. */
public final class MetadataFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Bytes from the beginning of the metadata. */
    private final int offset;

    /** What was expected and what stands there instead. */
    private final String problem;

    MetadataFormatException(int offset, String problem) {
        super("metadata, offset %d: %s".formatted(offset, problem));
        this.offset = offset;
        this.problem = problem;
    }

    /**
     * Returns where the damage is.
     *
     * @return bytes from the beginning of the metadata
     */
    public int offset() {
        return offset;
    }

    /**
     * Returns what is wrong, without the offset.
     *
     * @return what was expected and what stands there instead
     */
    public String problem() {
        return problem;
    }
}
