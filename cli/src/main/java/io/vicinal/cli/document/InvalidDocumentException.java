package io.vicinal.cli.document;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A document is not as its format says: the message tells the file, the line, the column if known, and what is wrong. */
public final class InvalidDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What the caller called the file. */
    private final String source;

    /** The message without the place. */
    private final String problem;

    /** From 1. */
    private final long line;

    /** From 1; 0 if the whole line is meant. */
    private final long column;

    private InvalidDocumentException(String source, long line, long column, String problem, @Nullable Throwable cause) {
        super(source + ", line " + line + (column > 0 ? ", column " + column : "") + ": " + problem, cause);
        this.source = source;
        this.problem = problem;
        this.line = line;
        this.column = column;
    }

    static InvalidDocumentException of(String source, long line, String problem) {
        return new InvalidDocumentException(source, line, 0, problem, null);
    }

    static InvalidDocumentException of(String source, long line, long column, String problem) {
        return new InvalidDocumentException(source, line, column, problem, null);
    }

    static InvalidDocumentException of(String source, long line, long column, String problem, Throwable cause) {
        return new InvalidDocumentException(source, line, column, problem, cause);
    }

    /**
     * Returns where the document comes from.
     *
     * @return a file as the caller named it, or {@code standard input}
     */
    public String source() {
        return source;
    }

    /**
     * Returns what is wrong.
     *
     * @return the message without the place
     */
    public String problem() {
        return problem;
    }

    /**
     * Returns the line, or the first line of a CSV record.
     *
     * @return from 1
     */
    public long line() {
        return line;
    }

    /**
     * Returns the column.
     *
     * @return from 1, in UTF-16 characters; empty if the whole line or record is meant
     */
    public OptionalLong column() {
        return column > 0 ? OptionalLong.of(column) : OptionalLong.empty();
    }
}
