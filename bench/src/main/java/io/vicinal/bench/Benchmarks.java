package io.vicinal.bench;

import io.vicinal.bench.collection.CollectionBench;
import io.vicinal.kernel.Kernels;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.incubator.vector.FloatVector;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;

/**
 * {@code ./vicinal bench NAME [JMH options]}: runs a suite of benchmarks through JMH, then prints the ratios that matter.
 */
public final class Benchmarks {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    /** Not through JMH: it takes minutes and several processes. */
    private static final String COLLECTION = "collection";

    private Benchmarks() {}

    /**
     * Runs a suite and exits with 0, 1 (failed) or 2 (wrong usage).
     *
     * @param arguments {@code bench}, which the launcher passes on, the suite's name, and options for JMH
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        List<String> words = Arrays.asList(arguments);
        if (!words.isEmpty() && words.get(0).equals("bench")) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty() || words.contains("--help")) {
            printUsage(out);
            return words.isEmpty() ? WRONG_USAGE : DONE;
        }
        if (words.get(0).equals(COLLECTION)) {
            return new CommandLine(new CollectionBench())
                    .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                    .execute(words.subList(1, words.size()).toArray(String[]::new));
        }
        Optional<Suite> suite = Suite.ofLabel(words.get(0));
        if (suite.isEmpty()) {
            err.printf("vicinal bench: there is no benchmark '%s'.%n%n", words.get(0));
            printUsage(err);
            return WRONG_USAGE;
        }
        return run(suite.get(), words.subList(1, words.size()), out, err);
    }

    private static int run(Suite suite, List<String> jmhArguments, PrintStream out, PrintStream err) {
        try {
            CommandLineOptions options = new CommandLineOptions(jmhArguments.toArray(String[]::new));
            if (options.shouldHelp()) {
                options.showHelp();
                return DONE;
            }
            Runner runner = new Runner(complete(suite, options).build());
            if (options.shouldList()) {
                runner.list();
                return DONE;
            }
            out.printf("Kernels of this JVM, unless a benchmark sets another width: %s%n", Kernels.describe());
            Collection<RunResult> results = runner.run();
            out.print(suite.summary(Measurements.of(results)));
            return results.isEmpty() ? FAILED : DONE;
        } catch (CommandLineOptionException e) {
            err.printf("vicinal bench: %s%n", e.getMessage());
            return WRONG_USAGE;
        } catch (NoBenchmarksException e) {
            err.printf("vicinal bench: no benchmark of '%s' has such a name; -l lists them.%n", suite.label());
            return WRONG_USAGE;
        } catch (RunnerException | IOException e) {
            err.printf("vicinal bench: %s%n", e.getMessage());
            return FAILED;
        }
    }

    /** Adds to the user's options what a suite needs. Names that the user gives choose among the suite's benchmarks. */
    private static ChainedOptionsBuilder complete(Suite suite, CommandLineOptions options) {
        ChainedOptionsBuilder complete = new OptionsBuilder().parent(options);
        complete.exclude("^(?!" + Pattern.quote(suite.prefix()) + ")");
        if (options.getProfilers().isEmpty()) {
            complete.addProfiler(GCProfiler.class);
        }
        if (options.getResult().hasValue() && !options.getResultFormat().hasValue()) {
            complete.resultFormat(ResultFormatType.JSON);
        }
        int widest = widestVectors();
        if (widest < 512) {
            complete.exclude("\\.Bits512\\.");
        }
        if (widest < 256) {
            complete.exclude("\\.Bits256\\.");
        }
        return complete;
    }

    /** What is wider than the processor's vectors would fail. Without the vector module here there is no telling, but forks have it. */
    private static int widestVectors() {
        boolean known = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return known ? FloatVector.SPECIES_PREFERRED.vectorBitSize() : Integer.MAX_VALUE;
    }

    private static void printUsage(PrintStream to) {
        to.println("Usage: vicinal bench NAME [JMH options]");
        to.println();
        for (Suite suite : Suite.values()) {
            to.printf("  %-9s %s%n", suite.label(), suite.description());
        }
        to.printf(
                "  %-9s %s%n",
                COLLECTION, "a million documents: filling, opening, memory, filters (half an hour; --help)");
        to.println();
        to.println("Frequent JMH options; NAME -h lists them all:");
        to.println("  REGEXP             only the benchmarks of the suite whose names match; -l lists them");
        to.println("  -p dimension=384   other parameters than the usual ones");
        to.println("  -rff FILE          write the results to a file, as JSON");
        to.println("  -f 3 -wi 5 -i 10   more JVMs, warm-ups and iterations");
        to.println();
        to.println(
                "Flags for the measured JVMs go into VICINAL_JAVA_OPTIONS, since JMH's -jvmArgsAppend would replace those that");
        to.println(
                "set the width. -Dvicinal.bench.dir=DIR there chooses the folder for temporary files: 1 GiB and more.");
        to.println();
        to.println("Example: vicinal bench kernels ArrayPairs -p dimension=1536 -rff kernels.json");
    }
}
