package io.vicinal.cli.javadoc;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.document.DocumentFields;
import io.vicinal.cli.document.DocumentSource;
import io.vicinal.cli.document.InvalidDocumentException;
import io.vicinal.cli.terminal.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents of the running JDK, kept in a folder: to parse its sources takes longer than all else, once the vectors are in the cache.
 */
public final class KeptJavadoc {
    /** Counted up whenever the reader makes other documents of the same sources. */
    private static final int READER = 1;

    private final Path folder;

    /**
     * Keeps documents in a folder.
     *
     * @param folder made if there is none
     */
    public KeptJavadoc(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the documents of the running JDK.
     *
     * @param scope how much
     * @return as the reader returns them
     * @throws SourcesNotFoundException if the JDK comes without sources
     * @throws IOException if something can't be read or written
     */
    public List<Document> read(JavadocReader.Scope scope) throws IOException {
        Path sources = JavadocReader.sourcesOfRunningJdk();
        if (!Files.isRegularFile(sources)) {
            return JavadocReader.ofRunningJdk().read(scope);
        }
        Path file = folder.resolve("%s-%d-%d-%d-%s.jsonl"
                .formatted(
                        Runtime.version().toString().replaceAll("[^A-Za-z0-9.+-]", "_"),
                        Files.size(sources),
                        Files.getLastModifiedTime(sources).toMillis(),
                        READER,
                        scope.name().toLowerCase(Locale.ROOT)));
        List<Document> kept = Files.exists(file) ? kept(file) : List.of();
        if (!kept.isEmpty()) {
            return kept;
        }
        List<Document> read = JavadocReader.ofRunningJdk().read(scope);
        keep(read, file);
        return read;
    }

    /** Returns nothing if the file is damaged: it is written anew then. */
    private static List<Document> kept(Path file) throws IOException {
        List<Document> documents = new ArrayList<>();
        try (DocumentSource source = DocumentSource.open(file, DocumentFields.DEFAULT)) {
            for (@Nullable Document next = source.next(); next != null; next = source.next()) {
                documents.add(next);
            }
            return documents;
        } catch (InvalidDocumentException e) {
            return List.of();
        }
    }

    private void keep(List<Document> documents, Path file) throws IOException {
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "javadoc", ".tmp");
        try {
            write(documents, temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void write(List<Document> documents, Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (Document document : documents) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put(DocumentFields.DEFAULT.id(), document.id());
                fields.put(DocumentFields.DEFAULT.text(), document.text());
                fields.putAll(document.metadata());
                writer.write(Json.line(fields));
                writer.write('\n');
            }
        }
    }
}
