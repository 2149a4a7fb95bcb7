package io.vicinal.cli.ingest;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.document.DocumentFields;
import io.vicinal.cli.terminal.Failures;
import io.vicinal.cli.terminal.Json;
import io.vicinal.storage.NewFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents that could not be embedded, an object a line, with the reason as {@link DocumentFields#FAILURE}. The file can be read like
 * the one that they came from. It is there when the run has come to its end, if there are any; one of an earlier run is replaced or
 * removed then, not before.
 */
final class FailureFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final DocumentFields fields;
    private @Nullable NewFile written;
    private long count;
    private String firstReason = "";

    FailureFile(Path file, DocumentFields fields) {
        this.file = file;
        this.fields = fields;
    }

    /** Returns how many documents are listed. */
    long count() {
        return count;
    }

    /** Returns why the first of them could not be embedded; empty if there are none. */
    String firstReason() {
        return firstReason;
    }

    void add(Document document, RuntimeException cause) throws IOException {
        NewFile open = written;
        if (open == null) {
            open = NewFile.create(file, BUFFER);
            written = open;
        }
        Map<String, Object> line = new LinkedHashMap<>(document.metadata());
        line.put(fields.id(), document.id());
        line.put(fields.text(), document.text());
        line.put(DocumentFields.FAILURE, Failures.message(cause));
        open.write(MemorySegment.ofArray((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8)));
        if (count++ == 0) {
            firstReason = Failures.message(cause);
        }
    }

    /** Puts the file in its place. */
    void publish() throws IOException {
        if (written == null) {
            Files.deleteIfExists(file);
        } else {
            written.publish();
        }
    }

    @Override
    public void close() throws IOException {
        if (written != null) {
            written.close();
        }
    }
}
