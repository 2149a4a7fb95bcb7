package io.vicinal.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A file is not what it should be: damaged, cut short, or of another kind. Nothing of it has been used. The message names the
 * file, the byte offset and what was expected there.
 */
public final class CorruptFileException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final transient Path file;

    /** Bytes from the beginning of the file. */
    private final long offset;

    /**
     * Reports damage.
     *
     * @param file the damaged file
     * @param offset where in the file, in bytes from its beginning
     * @param problem what was expected and what stands there instead
     */
    public CorruptFileException(Path file, long offset, String problem) {
        this(file, offset, new IOException("%s, offset %d: %s".formatted(file, offset, problem)));
    }

    /** The message is that of the cause alone, without the name of its class before it. */
    private CorruptFileException(Path file, long offset, IOException cause) {
        super(cause.getMessage(), cause);
        this.file = file;
        this.offset = offset;
    }

    /**
     * Returns the damaged file.
     *
     * @return the file, as it was named on opening
     */
    public Path file() {
        return file;
    }

    /**
     * Returns where the damage is.
     *
     * @return bytes from the beginning of the file
     */
    public long offset() {
        return offset;
    }
}
