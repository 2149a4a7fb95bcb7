package io.vicinal.cli.document;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A text file a document, from a folder and those below, in the order of their paths so that runs can be repeated. */
final class FolderDocuments implements DocumentSource {
    private record Entry(String id, Path file) {}

    private final Queue<Entry> files = new ArrayDeque<>();
    private final long size;
    private long position;
    private long skipped;
    private String place;

    FolderDocuments(Path folder) throws IOException {
        SortedMap<String, Path> found = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isText(file) && Files.isRegularFile(file)) {
                    found.put(idOf(folder.relativize(file)), file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        place = folder.toString();
        long total = 0;
        for (Map.Entry<String, Path> entry : found.entrySet()) {
            files.add(new Entry(entry.getKey(), entry.getValue()));
            total += Files.size(entry.getValue());
        }
        size = total;
    }

    private static boolean isText(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".txt") || name.endsWith(".md");
    }

    private static String idOf(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    @Override
    public @Nullable Document next() throws IOException {
        for (@Nullable Entry entry = files.poll(); entry != null; entry = files.poll()) {
            place = entry.file().toString();
            String text = read(entry.file()).strip();
            if (!text.isEmpty()) {
                return new Document(entry.id(), text, Map.of());
            }
            skipped++;
        }
        return null;
    }

    private String read(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Utf8Reader reader = Utf8Reader.open(file)) {
            char[] buffer = new char[1 << 13];
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                text.append(buffer, 0, count);
                if (text.length() > LineReader.MAX_LINE) {
                    throw InvalidDocumentException.of(
                            file.toString(), 1, "the file is longer than " + LineReader.MAX_LINE + " characters");
                }
            }
            position += reader.position();
        }
        return text.toString();
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(size);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long skipped() {
        return skipped;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public void close() {}
}
