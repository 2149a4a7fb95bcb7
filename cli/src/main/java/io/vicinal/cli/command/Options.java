package io.vicinal.cli.command;

import io.vicinal.kernel.Metric;
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

    /** Refuses a score that no two documents exceed. */
    static void reachable(String option, float score, Metric metric, CommandSpec spec) {
        if (score > metric.greatestScore()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s must be at most %.0f with metric %s but is %s"
                            .formatted(option, metric.greatestScore(), metric.label(), score));
        }
    }
}
