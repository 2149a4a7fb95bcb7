package io.vicinal.cli.ingest;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.document.DocumentFields;
import io.vicinal.cli.terminal.Failures;
import io.vicinal.cli.terminal.Json;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents that could not be embedded, an object a line, with the reason as {@link DocumentFields#FAILURE}. The file can be read like the one that
 * they came from. It is there only if there are any; one of an earlier run is removed.
 */
final class FailureFile implements Closeable {
    private final Path file;
    private final DocumentFields fields;
    private @Nullable BufferedWriter writer;
    private long count;

    FailureFile(Path file, DocumentFields fields) throws IOException {
        this.file = file;
        this.fields = fields;
        Files.deleteIfExists(file);
    }

    /** Returns how many documents are listed. */
    long count() {
        return count;
    }

    void add(Document document, RuntimeException cause) throws IOException {
        BufferedWriter open = writer;
        if (open == null) {
            open = Files.newBufferedWriter(file);
            writer = open;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(fields.id(), document.id());
        line.put(fields.text(), document.text());
        line.putAll(document.metadata());
        line.put(DocumentFields.FAILURE, Failures.message(cause));
        open.write(Json.line(line));
        open.write('\n');
        open.flush();
        count++;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
