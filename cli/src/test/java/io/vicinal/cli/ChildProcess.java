package io.vicinal.cli;

import io.vicinal.embedding.cache.ChronicleEmbeddingCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, which can be given an environment, and killed. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Path out;

    private ChildProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** Starts it in a folder, with flags for the JVM. */
    static ChildProcess start(Path folder, List<String> flags, Map<String, String> environment, Object... arguments)
            throws IOException {
        return start(folder, List.of(), flags, environment, arguments);
    }

    /** Starts it by way of another program. */
    static ChildProcess start(
            Path folder, List<String> prefix, List<String> flags, Map<String, String> environment, Object... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(ChronicleEmbeddingCache.jvmFlags());
        command.addAll(List.of(
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Vicinal.class.getName()));
        for (Object argument : arguments) {
            command.add(String.valueOf(argument));
        }
        Path out = Files.createTempFile("vicinal-test", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), out);
    }

    /** Reads standard error until a word has come; whatever has been read is returned. */
    String awaitOnError(String word) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream err = process.getErrorStream();
        while (read.indexOf(word) < 0) {
            int next = err.read();
            if (next < 0) {
                throw new AssertionError("ended without '" + word + "': " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    /** Sends a signal, by its name, to the JVM. */
    void signal(String name) throws IOException, InterruptedException {
        long jvm = process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findAny()
                .orElse(process.toHandle())
                .pid();
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(jvm))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("kill: " + code);
        }
    }

    /** Waits for its end, and returns what it wrote, without what the JVM says itself. */
    CommandRun result() throws IOException, InterruptedException {
        StringBuilder err = new StringBuilder();
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("WARNING: ")) {
                    err.append(line).append('\n');
                }
            }
        }
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("still running: " + err);
        }
        return new CommandRun(process.exitValue(), Files.readString(out), err.toString());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
    }
}
