package io.vicinal.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses values of options that make no sense, before anything is opened. */
final class Options {
    private Options() {}

    static void atLeast(int least, String option, int value, CommandSpec spec) {
        if (value < least) {
            throw new ParameterException(
                    spec.commandLine(), "%s must be at least %d but is %d".formatted(option, least, value));
        }
    }

    static void part(String option, double value, CommandSpec spec) {
        if (!(value >= 0 && value <= 1)) {
            throw new ParameterException(
                    spec.commandLine(), "%s must be between 0 and 1 but is %s".formatted(option, value));
        }
    }
}
