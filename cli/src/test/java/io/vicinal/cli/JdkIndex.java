package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.javadoc.JavadocReader;
import io.vicinal.cli.javadoc.KeptJavadoc;
import io.vicinal.cli.terminal.CacheFolder;
import io.vicinal.cli.terminal.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Real texts: the documentation of some packages of the running JDK, embedded once for all tests of a build. */
final class JdkIndex {
    /** Their names are the field {@code package} of each document; about 2,700 documents. */
    static final List<String> PACKAGES =
            List.of("java.time", "java.util.concurrent", "java.nio.file", "java.net", "java.security");

    private JdkIndex() {}

    private static final class Made {
        private static final Path FOLDER = make();
    }

    private static final class MadeWhole {
        private static final Path FOLDER = makeWhole();
    }

    /** The collection, to be read only. Tests that ask for it are skipped by a JDK without sources. */
    static Path folder() {
        assumeSources();
        return Made.FOLDER;
    }

    /** All modules, some 37,000 documents, which takes minutes: for tests that run on demand. */
    static Path whole() {
        assumeSources();
        return MadeWhole.FOLDER;
    }

    private static void assumeSources() {
        assumeTrue(Files.exists(Path.of(System.getProperty("java.home"), "lib", "src.zip")), "a JDK with its sources");
    }

    /** A copy that may be changed. */
    static Path copyTo(Path target) throws IOException {
        return copy(folder(), target);
    }

    static Path copy(Path original, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("lock")) {
                    Files.copy(file, target.resolve(original.relativize(file).toString()));
                }
            }
        }
        return target;
    }

    /** The documents as they are read, for tests that make an index of their own of them. */
    static List<Document> documents() throws IOException {
        return new KeptJavadoc(CacheFolder.resolve("javadoc"))
                .read(JavadocReader.Scope.BASE).stream()
                        .filter(document ->
                                PACKAGES.contains(document.metadata().get("package")))
                        .toList();
    }

    static void write(List<Document> documents, Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (Document document : documents) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("id", document.id());
                fields.put("text", document.text());
                fields.putAll(document.metadata());
                writer.write(Json.line(fields));
                writer.write('\n');
            }
        }
    }

    /** By whichever JVM of a build comes first; others wait for it. */
    private static Path make() {
        String build = System.getProperty("vicinal.build", "").replaceAll("[^0-9]", "");
        try {
            if (build.isEmpty()) {
                return make(temporary());
            }
            Path folder = Files.createDirectories(Path.of("target", "jdk-index", build));
            try (FileChannel turn =
                    FileChannel.open(folder.resolve("turn"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Until the file is closed.
                turn.lock();
                Path made = folder.resolve("jdk.index");
                return Files.exists(made) ? made : make(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make(Path folder) throws IOException {
        Path file = folder.resolve("jdk.jsonl");
        write(documents(), file);
        CommandRun run = CommandRun.of("index", folder.resolve("jdk.index"), "--from", file);
        assertThat(run.code()).as(run.err()).isZero();
        return folder.resolve("jdk.index");
    }

    private static Path makeWhole() {
        try {
            Path index = temporary().resolve("jdk.index");
            CommandRun run = CommandRun.of("demo", "--all", "--to", index, "--query", "a date", "-k", 1);
            assertThat(run.code()).as(run.err()).isZero();
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() throws IOException {
        Path folder = Files.createTempDirectory("vicinal-jdk");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
