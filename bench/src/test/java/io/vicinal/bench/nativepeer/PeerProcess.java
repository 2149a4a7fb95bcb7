package io.vicinal.bench.nativepeer;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A peer at work, spoken to line by line. */
final class PeerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;

    PeerProcess(ProcessBuilder builder) throws IOException {
        process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        answers = process.inputReader();
        commands = process.outputWriter();
    }

    String nextLine() throws IOException {
        return String.valueOf(answers.readLine());
    }

    String ask(Object... fields) throws IOException {
        commands.write(
                String.join("\t", Arrays.stream(fields).map(Object::toString).toList()) + "\n");
        commands.flush();
        return nextLine();
    }

    /** Asks what must succeed, and returns the values of the answer. */
    Map<String, String> demand(Object... fields) throws IOException {
        return values("ok", ask(fields));
    }

    Map<String, String> values(String verdict, String line) {
        String[] fields = line.split("\t", -1);
        if (!fields[0].equals(verdict)) {
            throw new AssertionError("not %s: %s".formatted(verdict, line));
        }
        Map<String, String> values = new TreeMap<>();
        for (String field : fields) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                values.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return values;
    }

    /** Ends the input and returns the exit code. */
    int end() throws IOException, InterruptedException {
        commands.close();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the peer did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
