package io.vicinal.cli.javadoc;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A zip file of Java sources. Safe for use by several threads. */
final class SourceArchive implements Closeable {
    private final ZipFile zip;
    private final Map<String, List<String>> filesByFolder = new HashMap<>();

    SourceArchive(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
        zip.stream()
                .map(ZipEntry::getName)
                .filter(SourceArchive::isSource)
                .forEach(name -> filesByFolder
                        .computeIfAbsent(name.substring(0, name.lastIndexOf('/')), folder -> new ArrayList<>())
                        .add(name));
        filesByFolder.values().forEach(files -> files.sort(Comparator.naturalOrder()));
    }

    private static boolean isSource(String name) {
        return name.endsWith(".java") && name.indexOf('/') > 0 && !name.endsWith("-info.java");
    }

    /** The names of a package's sources, sorted. */
    List<String> files(SourcePackage sourcePackage) {
        return filesByFolder.getOrDefault(sourcePackage.folder(), List.of());
    }

    String read(String file) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(file);
        if (entry == null) {
            throw new FileNotFoundException(file);
        }
        try (InputStream stream = zip.getInputStream(entry)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
