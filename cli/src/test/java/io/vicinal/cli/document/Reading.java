package io.vicinal.cli.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads all documents of a file, or of text as if from standard input. */
final class Reading {
    private Reading() {}

    static Path write(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    static List<Document> all(Path file) throws IOException {
        return all(file, DocumentFields.DEFAULT);
    }

    static List<Document> all(Path file, DocumentFields fields) throws IOException {
        try (DocumentSource source = DocumentSource.open(file, fields)) {
            return rest(source);
        }
    }

    static List<Document> stream(String content) throws IOException {
        ByteArrayInputStream stream = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        try (DocumentSource source = DocumentSource.read(stream, "standard input", DocumentFields.DEFAULT)) {
            return rest(source);
        }
    }

    static List<Document> rest(DocumentSource source) throws IOException {
        List<Document> documents = new ArrayList<>();
        for (Document next = source.next(); next != null; next = source.next()) {
            documents.add(next);
        }
        return documents;
    }
}
