package io.vicinal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code vicinal} command. */
@Command(name = "vicinal", description = "Nearest-neighbour search from the shell.", mixinStandardHelpOptions = true)
public final class Vicinal {
    private Vicinal() {}

    /**
     * Runs the command and exits with 0, 1 (failed) or 2 (wrong usage).
     *
     * @param arguments what the user typed
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Vicinal()).execute(arguments));
    }
}
