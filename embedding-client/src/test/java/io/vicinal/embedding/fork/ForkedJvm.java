package io.vicinal.embedding.fork;

import com.fasterxml.jackson.core.JsonFactory;
import dev.failsafe.Failsafe;
import io.vicinal.embedding.cache.ChronicleEmbeddingCache;
import io.vicinal.embedding.cache.EmbeddingCache;
import io.vicinal.index.VectorIndex;
import io.vicinal.storage.NewFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM, of the same kind as this one, that runs a program of this package. */
public final class ForkedJvm {
    /** Flags without which Chronicle Map works, but tells the user about it. */
    private static final List<String> QUIET = List.of(
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private ForkedJvm() {}

    /** What a JVM that has ended said. */
    public record Output(int exitValue, List<String> out, List<String> error) {}

    /** Starts it with all flags that caches need; its output can be read from the process. */
    public static Process start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** Starts it with further flags. */
    public static Process start(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-cp", path(classPath())));
        return builder(withFlags(all), main, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Runs it to its end, with the options given and no others. */
    public static Output run(List<String> options, Class<?> main, String... arguments) throws Exception {
        Path error = Files.createTempFile("vicinal-fork", ".err");
        try {
            Process process = builder(options, main, arguments)
                    .redirectError(error.toFile())
                    .start();
            List<String> out = process.inputReader().lines().toList();
            return new Output(process.waitFor(), out, Files.readAllLines(error));
        } finally {
            Files.delete(error);
        }
    }

    public static List<String> withFlags(List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.addAll(ChronicleEmbeddingCache.jvmFlags());
        all.addAll(QUIET);
        return all;
    }

    private static ProcessBuilder builder(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dvicinal.simd=off"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** All that the tests have, wherever surefire put it. */
    public static List<Path> classPath() {
        return Stream.concat(
                        Stream.of(root(ForkedJvm.class), root(EmbeddingCache.class)),
                        Stream.of("java.class.path", "jdk.module.path")
                                .map(property -> System.getProperty(property, ""))
                                .flatMap(paths -> Stream.of(paths.split(separator(), -1)))
                                .filter(path -> !path.isEmpty())
                                .map(Path::of))
                .distinct()
                .toList();
    }

    /** The module of this library and those it stands on. */
    public static List<Path> modules() {
        Stream<Path> own = Stream.of(
                        EmbeddingCache.class, VectorIndex.class, NewFile.class, JsonFactory.class, Failsafe.class)
                .map(ForkedJvm::root);
        return Stream.concat(own, Stream.of(module("roaringbitmap"))).toList();
    }

    /** The jar of a module that this one stands on but does not read. */
    private static Path module(String name) {
        return ModuleLayer.boot()
                .configuration()
                .findModule(name)
                .flatMap(found -> found.reference().location())
                .map(Path::of)
                .orElseThrow();
    }

    /** Puts folders and jars together. */
    public static String path(List<Path> parts) {
        return parts.stream().map(Path::toString).collect(Collectors.joining(separator()));
    }

    private static String separator() {
        return System.getProperty("path.separator");
    }

    /** The folder that a class came from, also when it has been patched into a module, or the jar. */
    private static Path root(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        String address = Objects.requireNonNull(type.getResource("/" + name)).toString();
        String root = address.substring(0, address.length() - name.length());
        return Path.of(URI.create(root.replace("jar:", "").replace("!/", "")));
    }
}
