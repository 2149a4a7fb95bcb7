package io.vicinal.bench.nativepeer;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** This machine. */
final class LocalHost implements Host {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    @Override
    public boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    @Override
    public boolean has(String program) {
        String path = System.getenv("PATH");
        return path != null
                && SEPARATOR
                        .splitAsStream(path)
                        .filter(folder -> !folder.isEmpty())
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Override
    public Outcome run(List<String> command, Path folder) throws IOException {
        Process process = start(command, folder);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(exitCode(process), output);
    }

    @Override
    public boolean show(List<String> command, PrintStream out) throws IOException {
        Process process = start(command, Path.of(""));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(out::println);
        }
        return exitCode(process) == 0;
    }

    private static Process start(List<String> command, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        // Compilers translate what they say of themselves, which is compared.
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException interruption) {
            process.destroy();
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("stopped while waiting for a command");
            stopped.initCause(interruption);
            throw stopped;
        }
    }
}
