package io.vicinal.cli.document;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Documents, read one at a time in bounded memory.
 *
 * <p>Text is UTF-8; a byte order mark at the beginning is skipped. Whether ids are unique is for the caller to check. Not safe for use
 * by several threads.
 */
public interface DocumentSource extends Closeable {
    /** What stands for standard input where a path is expected. */
    String STANDARD_INPUT = "-";

    /**
     * Opens a file or a folder by its kind.
     *
     * <ul>
     *   <li>{@code .jsonl}, {@code .ndjson}: a JSON object a line. Other fields become metadata; whole numbers of more than 64 bits
     *       are rounded to a double there.
     *   <li>{@code .csv}: a header, then a record a document. Other columns become metadata; those without a name are left out.
     *   <li>{@code .txt}: a line a document, its number the id. Blank lines are skipped.
     *   <li>a folder: each {@code .txt} and {@code .md} file in it and below is a document, ordered by path. The id is the path within
     *       the folder, with {@code /}.
     *   <li>{@code -}: standard input: JSON objects if the first character that is not blank is an opening brace, lines of text if not.
     * </ul>
     *
     * @param from the file or folder
     * @param fields which fields mean what
     * @return the documents, to be closed by the caller
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws java.nio.file.AccessDeniedException if a file or a folder may not be read
     * @throws IOException if the file can't be read
     * @throws InvalidDocumentException if the header of a CSV file is wrong
     * @throws IllegalArgumentException if the file is of another kind
     */
    static DocumentSource open(Path from, DocumentFields fields) throws IOException {
        if (from.toString().equals(STANDARD_INPUT)) {
            return read(System.in, "standard input", fields);
        }
        if (Files.isDirectory(from)) {
            return new FolderDocuments(from);
        }
        return switch (extension(from)) {
            case "jsonl", "ndjson" -> new JsonDocuments(LineReader.open(from), fields);
            case "csv" -> new CsvDocuments(Utf8Reader.open(from), fields);
            case "txt" -> new LineDocuments(LineReader.open(from));
            default -> {
                // A missing file is the likelier mistake: say so first.
                from.getFileSystem().provider().checkAccess(from);
                throw new IllegalArgumentException("can't tell what kind of documents " + from + " has;"
                        + " .jsonl, .ndjson, .csv and .txt files, folders of .txt and .md files, and - for standard input"
                        + " are supported");
            }
        };
    }

    /**
     * Reads documents from a stream: JSON objects if the first character that is not blank is an opening brace, lines of text if not.
     *
     * @param stream the documents, closed with the source
     * @param name what to call the stream in messages
     * @param fields which fields mean what
     * @return the documents, to be closed by the caller
     * @throws IOException if the stream can't be read
     * @throws InvalidDocumentException if the first line is not UTF-8
     */
    static DocumentSource read(InputStream stream, String name, DocumentFields fields) throws IOException {
        LineReader lines = new LineReader(new Utf8Reader(stream, name, OptionalLong.empty()));
        try {
            @Nullable String first = lines.peek();
            return first != null && first.stripLeading().startsWith("{")
                    ? new JsonDocuments(lines, fields)
                    : new LineDocuments(lines);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /**
     * Reads the next document.
     *
     * @return null if there are no more
     * @throws IOException if the file can't be read
     * @throws InvalidDocumentException if the document is not as expected; what follows can't be read any more
     */
    @Nullable
    Document next() throws IOException;

    /**
     * Returns how much there is to read.
     *
     * @return bytes in all; empty if nobody knows
     */
    OptionalLong size();

    /**
     * Returns how much has been read, which is a little ahead of the documents returned.
     *
     * @return bytes so far
     */
    long position();

    /**
     * Returns where the document returned last comes from.
     *
     * @return for messages: a file, with the line if it holds several
     */
    String place();

    /**
     * Returns how many empty files of a folder were passed over so far.
     *
     * @return files; 0 for anything but a folder
     */
    default long skipped() {
        return 0;
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
