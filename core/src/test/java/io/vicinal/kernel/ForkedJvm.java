package io.vicinal.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Another JVM, of the same kind as this one, that runs a main class of these tests on the class path. */
public final class ForkedJvm {
    private ForkedJvm() {}

    /** What a JVM that has ended said. */
    public record Output(int exitValue, List<String> out, List<String> error) {}

    /** Starts it; its output can be read from the process. */
    public static Process start(List<String> options, Class<?> main, String... arguments) throws IOException {
        return builder(options, main, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Runs it to its end. */
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

    private static ProcessBuilder builder(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-cp");
        command.add(root(Kernels.class) + System.getProperty("path.separator") + root(ForkedJvm.class));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** The folder that a class came from, also when it has been patched into a module. */
    private static Path root(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        String address = Objects.requireNonNull(type.getResource("/" + name)).toString();
        try {
            return Path.of(new URI(address.substring(0, address.length() - name.length())));
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
