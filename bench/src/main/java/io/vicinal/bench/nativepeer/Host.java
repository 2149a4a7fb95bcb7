package io.vicinal.bench.nativepeer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The machine, as far as peers and their installation ask about it. */
interface Host {
    /** What a command came to: its exit code, and what it wrote to both its outputs. */
    record Outcome(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    boolean isLinux();

    /** Tells whether a program is on the PATH. */
    boolean has(String program);

    /** Runs a command in a folder. */
    Outcome run(List<String> command, Path folder) throws IOException;

    /** Runs a command that doesn't care where. */
    default Outcome run(List<String> command) throws IOException {
        return run(command, Path.of(""));
    }

    /** Runs a command whose output the user sees as it comes. Returns whether it succeeded. */
    boolean show(List<String> command, PrintStream out) throws IOException;
}
