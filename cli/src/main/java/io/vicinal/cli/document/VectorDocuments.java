package io.vicinal.cli.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vicinal.collection.Document;
import io.vicinal.format.VectorReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Documents with their vectors: JSON objects, one a line, with {@code id}, {@code text}, {@code metadata} and {@code vector}, as {@code vicinal
 * export} writes them. Vectors can also be the rows of a file, in the same order. Fields of other names are metadata too.
 *
 * <p>Not safe for use by several threads.
 */
public final class VectorDocuments implements Closeable {
    private final LineReader lines;
    private final JsonLines objects;
    private final @Nullable VectorReader rows;
    private long read;
    private @Nullable String id;
    private @Nullable String text;
    private float @Nullable [] vector;
    private Map<String, Object> metadata = new LinkedHashMap<>();

    private VectorDocuments(LineReader lines, @Nullable VectorReader rows) {
        this.lines = lines;
        this.objects = new JsonLines(lines);
        this.rows = rows;
    }

    /**
     * Opens files.
     *
     * @param from the documents; {@code -} for standard input
     * @param vectors their vectors, {@code .npy}, {@code .fvecs} or {@code .bvecs}; null if documents have them themselves
     * @return the documents, to be closed by the caller
     * @throws IOException if a file can't be read
     */
    public static VectorDocuments open(Path from, @Nullable Path vectors) throws IOException {
        LineReader lines = from.toString().equals(DocumentSource.STANDARD_INPUT)
                ? new LineReader(new Utf8Reader(System.in, "standard input", OptionalLong.empty()))
                : LineReader.open(from);
        try {
            return new VectorDocuments(lines, vectors == null ? null : VectorReader.open(vectors));
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /**
     * Reads the next document.
     *
     * @return with a vector; null if there are no more
     * @throws IOException if a file can't be read
     * @throws InvalidDocumentException if the document is not as expected, or has no vector, or there are more vectors than documents
     */
    public @Nullable Document next() throws IOException {
        id = null;
        text = null;
        vector = null;
        metadata = new LinkedHashMap<>();
        if (!objects.next(this::read)) {
            requireNoMoreRows();
            return null;
        }
        read++;
        try {
            Document document = Document.of(id == null ? Long.toString(lines.number()) : id, vector())
                    .metadata(MetadataFields.of(metadata));
            return text == null ? document : document.text(MetadataFields.whole(text));
        } catch (IllegalArgumentException e) {
            throw lines.fault(String.valueOf(e.getMessage()));
        }
    }

    private void read(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "id" -> id = objects.id(parser, name);
            case "text" -> text = parser.currentToken() == JsonToken.VALUE_NULL ? null : objects.text(parser, name);
            case "vector" -> vector = vector(parser);
            case "metadata" -> {
                if (JsonValue.read(parser) instanceof Map<?, ?> fields) {
                    fields.forEach((field, value) -> metadata.put(String.valueOf(field), value));
                } else {
                    throw objects.fault(parser, "field 'metadata' is not an object");
                }
            }
            default -> {
                @Nullable Object value = JsonValue.read(parser);
                if (value != null && !name.equals(DocumentFields.FAILURE)) {
                    metadata.put(name, value);
                }
            }
        }
    }

    private float[] vector(JsonParser parser) throws IOException {
        if (rows != null) {
            throw objects.fault(parser, "there is a vector here, and another in the file of vectors");
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw objects.fault(
                    parser, "field 'vector' is " + JsonValue.describe(parser) + ", not an array of numbers");
        }
        float[] components = new float[1024];
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.currentToken().isNumeric()) {
                throw objects.fault(
                        parser, "component %d is %s, not a number".formatted(size, JsonValue.describe(parser)));
            }
            if (size == components.length) {
                components = Arrays.copyOf(components, 2 * size);
            }
            components[size++] = Float.parseFloat(parser.getText());
        }
        return Arrays.copyOf(components, size);
    }

    private float[] vector() throws IOException {
        if (vector != null) {
            return vector;
        }
        if (rows == null) {
            throw lines.fault("there is no vector, and no file of vectors");
        }
        float[] row = new float[rows.dimension()];
        if (!rows.next(row)) {
            throw lines.fault("there are only %d vectors".formatted(read - 1));
        }
        return row;
    }

    private void requireNoMoreRows() throws IOException {
        if (rows != null && rows.next(new float[rows.dimension()])) {
            throw lines.fault("the documents end here, but there are %d vectors".formatted(rows.count()));
        }
    }

    /**
     * Guesses how many documents there are.
     *
     * @return how many there will be; empty if nobody knows
     */
    public OptionalLong total() {
        long position = lines.reader().position();
        OptionalLong size = lines.reader().size();
        return size.isEmpty() || position == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round((double) size.getAsLong() / position * read));
    }

    @Override
    public void close() throws IOException {
        try (lines) {
            if (rows != null) {
                rows.close();
            }
        }
    }
}
