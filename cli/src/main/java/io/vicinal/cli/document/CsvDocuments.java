package io.vicinal.cli.document;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A CSV record a document, after a header. */
final class CsvDocuments implements DocumentSource {
    private final Utf8Reader reader;
    private final DocumentFields fields;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private final int idColumn;
    private final int textColumn;

    private long line = 1;

    CsvDocuments(Utf8Reader reader, DocumentFields fields) throws IOException {
        this.reader = reader;
        this.fields = fields;
        try {
            records = records(reader);
            @Nullable CsvRecord first = record();
            header = first == null ? List.of() : first.getFields();
            idColumn = header.indexOf(fields.id());
            textColumn = header.indexOf(fields.text());
            checkHeader();
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static Iterator<CsvRecord> records(Utf8Reader reader) {
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFieldSize(LineReader.MAX_LINE)
                .maxRecordSize(LineReader.MAX_LINE)
                .build();
        return CsvReader.builder()
                .maxBufferSize(LineReader.MAX_LINE)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .build(handler, new EndMarkingReader(reader))
                .iterator();
    }

    private void checkHeader() {
        for (int column = 0; column < header.size(); column++) {
            String name = header.get(column);
            if (!name.isBlank() && header.indexOf(name) < column) {
                throw fault("the header has two columns '" + name + "'");
            }
        }
        if (textColumn < 0) {
            throw fault("the header has no column '" + fields.text() + "'");
        }
    }

    @Override
    public @Nullable Document next() throws IOException {
        @Nullable CsvRecord next = record();
        if (next == null) {
            return null;
        }
        if (next.getFieldCount() != header.size()) {
            throw fault("the header has " + header.size() + " columns but the record " + next.getFieldCount());
        }
        String id = idColumn < 0 ? Long.toString(line) : filled(next, idColumn);
        String text = filled(next, textColumn);
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            if (column != idColumn
                    && column != textColumn
                    && !header.get(column).isBlank()) {
                metadata.put(header.get(column), next.getField(column));
            }
        }
        return new Document(id, text, metadata);
    }

    private String filled(CsvRecord next, int column) {
        String value = next.getField(column);
        if (value.isBlank()) {
            throw fault("column '" + header.get(column) + "' is blank");
        }
        return value;
    }

    private @Nullable CsvRecord record() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord next = records.next();
            String last = next.getField(next.getFieldCount() - 1);
            if (last.equals(EndMarkingReader.MARK)) {
                return null;
            }
            line = next.getStartingLineNumber();
            if (last.endsWith(EndMarkingReader.MARK)) {
                throw fault("a quote is opened but never closed");
            }
            return next;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw translated(e);
        }
    }

    /** The parser wraps what the reader throws and its own findings alike, and names the line in words. */
    private InvalidDocumentException translated(CsvParseException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
            if (cause instanceof InvalidDocumentException fault) {
                return fault;
            }
        }
        String problem = String.valueOf(cause.getMessage());
        return InvalidDocumentException.of(
                reader.name(), startOf(e), 0, Character.toLowerCase(problem.charAt(0)) + problem.substring(1), e);
    }

    private long startOf(CsvParseException e) {
        String[] words = String.valueOf(e.getMessage()).split("line ", -1);
        String number = words[words.length - 1].replaceAll("\\D.*", "");
        return number.isEmpty() ? line : Long.parseLong(number);
    }

    private InvalidDocumentException fault(String problem) {
        return InvalidDocumentException.of(reader.name(), line, problem);
    }

    @Override
    public OptionalLong size() {
        return reader.size();
    }

    @Override
    public long position() {
        return reader.position();
    }

    @Override
    public String place() {
        return reader.name() + ", line " + line;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
