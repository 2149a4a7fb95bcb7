package io.vicinal.bench.arena;

import io.vicinal.bench.dataset.Dataset;
import io.vicinal.bench.dataset.Datasets;
import io.vicinal.bench.nativepeer.NativePeers;
import io.vicinal.bench.report.ArenaTables;
import io.vicinal.cli.terminal.Failures;
import io.vicinal.cli.terminal.Interruption;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code vicinal arena}. */
@Command(
        name = "vicinal arena",
        header = "Run engines and their peers on the same data: recall against speed, build, memory.",
        description = {
            "",
            "Each contender is built and searched in a process of its own; rounds go around the contenders, so that a busy machine"
                    + " slows all of them. Results: DIR/report.html, DIR/arena.json, DIR/plot.svg, and tables here.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  vicinal arena --dataset jdk --engines flat,hnswlib,lucene,jvector --out jdk",
            "  vicinal arena --base base.fvecs --queries queries.fvecs --metric euclidean --out mine",
            "  vicinal arena --dataset clustered-128-20000 --selectivity 0.01,0.1 --churn 0.5 --out changes"
        })
public final class Arena implements Callable<Integer> {
    private static final List<String> SWEEP = List.of("8/100", "16/200", "24/300", "32/400", "48/500");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description =
                    "A dataset made on the spot and kept: jdk (javadoc, real text), clustered-D-N, ood-D-N (D dimensions,"
                            + " N rows). Default: ${DEFAULT-VALUE}, unless there is a --base.")
    private String dataset = "jdk";

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description =
                    "The rows: .fvecs, .bvecs, .npy, or .hdf5 as ann-benchmarks has it, queries and truth included.")
    private @Nullable Path base;

    @Option(names = "--queries", paramLabel = "FILE", description = "The queries: .fvecs, .bvecs, .npy.")
    private @Nullable Path queries;

    @Option(
            names = "--truth",
            paramLabel = "FILE.ivecs",
            description = "The nearest rows of each query; computed exactly if not given.")
    private @Nullable Path truth;

    @Option(names = "--metric", paramLabel = "METRIC", description = "cosine, dot or euclidean; needed with --base.")
    private @Nullable String metric;

    @Option(
            names = "--k",
            paramLabel = "N",
            description = "How many neighbours to search for (default: ${DEFAULT-VALUE}).")
    private int k = 10;

    @Option(
            names = "--engines",
            paramLabel = "NAME",
            split = ",",
            description = "Who takes part, of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            completionCandidates = RosterNames.class)
    private List<String> engines =
            List.of("hnsw", "flat", "hnswlib", "jvector", "lucene", "hnswlib-java", "hnswlib-cpp", "faiss");

    @Option(
            names = "--efforts",
            paramLabel = "N",
            split = ",",
            description =
                    "How hard to look, HNSW's ef (default: from k to 51 k in 12 steps). Below k hnsw ends sooner; others"
                            + " look as hard as for k.")
    private List<Integer> efforts = List.of();

    @Option(
            names = "--builds",
            paramLabel = "M/EF",
            split = ",",
            description = "How graphs are built: connections/effort, the bottom level has twice as many connections"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<String> builds = List.of("16/200");

    @Option(names = "--sweep-build", description = "Build with 8/100 to 48/500, to find the best of each contender.")
    private boolean sweepBuild;

    @Option(names = "--build-threads", paramLabel = "N", description = "Threads that build (default: all cores).")
    private int buildThreads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--warm-builds",
            description =
                    "Let each JVM build an index of up to 10,000 rows before the one that is timed: what a process that has"
                            + " run for a while takes, and not one that starts.")
    private boolean warmBuilds;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that search (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(names = "--rounds", paramLabel = "N", description = "How often to measure (default: ${DEFAULT-VALUE}).")
    private int rounds = 7;

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "The contender that the others are compared with (default: hnswlib-cpp if it takes part).")
    private @Nullable String baseline;

    @Option(
            names = "--selectivity",
            paramLabel = "PART",
            split = ",",
            description =
                    "Also search among so large parts of the rows, random ones and some correlated with the query.")
    private List<Double> selectivities = List.of();

    @Option(
            names = "--churn",
            paramLabel = "PART",
            description = "Also replace so large a part of the rows in steps, and search after each.")
    private double churn;

    @Option(
            names = "--java-options",
            paramLabel = "FLAGS",
            description = "Flags for the JVMs of the contenders, for instance -Xmx16g.")
    private String javaOptions = "";

    @Option(
            names = "--install-native",
            description = "Install what the contenders in C++ and JavaScript need, or tell how, and do nothing else.")
    private boolean installNative;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the results go (default: arena-DATASET).")
    private @Nullable Path out;

    private Arena() {}

    /** Names those who can take part, for the help. */
    static final class RosterNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Roster.names().iterator();
        }
    }

    /**
     * Runs the command and exits with 0, 1 (failed) or 2 (wrong usage).
     *
     * @param arguments what the user typed, {@code arena} first
     */
    public static void main(String[] arguments) {
        boolean named = arguments.length > 0 && arguments[0].equals("arena");
        String[] options = named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        System.exit(Interruption.during(() -> commandLine().execute(options)));
    }

    /** Returns the command line, as {@link #main} runs it. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Arena());
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setParameterExceptionHandler((failure, arguments) -> {
            failure.getCommandLine().getErr().println("vicinal arena: " + failure.getMessage());
            failure.getCommandLine().getErr().println("'vicinal arena --help' tells how it is used.");
            return CommandLine.ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!Interruption.happened()) {
                command.getErr().println("vicinal arena: " + Failures.message(failure));
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    @Override
    public Integer call() throws IOException {
        if (installNative) {
            return NativePeers.install(System.out) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
        requireSense();
        List<BuildSetting> settings =
                (sweepBuild ? SWEEP : builds).stream().map(this::build).toList();
        ArenaPlan plan = plan(prepare(), settings);
        PrintWriter printer = spec.commandLine().getOut();
        printer.print(ArenaTables.of(new ArenaRun(plan, command()).run()));
        printer.printf("%nThe report is in %s%n", plan.out().resolve("report.html"));
        printer.flush();
        return 0;
    }

    private String command() {
        return "vicinal arena "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    private void requireSense() {
        requireAtLeastOne("--k", k);
        requireAtLeastOne("--build-threads", buildThreads);
        requireAtLeastOne("--threads", threads);
        requireAtLeastOne("--rounds", rounds);
        efforts.forEach(effort -> requireAtLeastOne("--efforts", effort));
        selectivities.forEach(
                part -> require(part > 0 && part <= 1, "--selectivity", "more than 0 and at most 1", part));
        require(churn >= 0 && churn <= 1, "--churn", "from 0 to 1", churn);
        engines.forEach(engine ->
                require(Roster.names().contains(engine), "--engines", "names among " + Roster.names(), engine));
    }

    private void requireAtLeastOne(String option, int value) {
        require(value >= 1, option, "at least 1", value);
    }

    private void require(boolean met, String option, String range, Object value) {
        if (!met) {
            throw wrongUsage("%s must be %s but is %s".formatted(option, range, value));
        }
    }

    private ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Dataset prepare() throws IOException {
        Path folder = Datasets.defaultFolder();
        if (base == null) {
            return Datasets.named(dataset, metric(), k, folder);
        }
        if (base.toString().toLowerCase(Locale.ROOT).endsWith(".hdf5")) {
            return Datasets.ofHdf5(base, metric(), k, folder);
        }
        Metric compared = metric();
        if (queries == null || compared == null) {
            throw wrongUsage("--base needs --queries and --metric, unless it is an .hdf5 file");
        }
        return Datasets.ofFiles(base, queries, truth, compared, k, folder);
    }

    private @Nullable Metric metric() {
        try {
            return metric == null ? null : Metric.ofLabel(metric);
        } catch (IllegalArgumentException e) {
            throw wrongUsage("--metric: " + e.getMessage());
        }
    }

    private ArenaPlan plan(Dataset prepared, List<BuildSetting> settings) {
        Optional<String> comparedWith = Optional.ofNullable(baseline)
                .or(() -> Optional.of("hnswlib-cpp"))
                .filter(engines::contains);
        return new ArenaPlan(
                prepared,
                engines.stream().distinct().toList(),
                k,
                List.copyOf(new TreeSet<>(efforts.isEmpty() ? usualEfforts() : efforts)),
                settings,
                buildThreads,
                warmBuilds,
                threads,
                rounds,
                comparedWith,
                selectivities,
                churn,
                javaOptions.isBlank() ? List.of() : List.of(javaOptions.strip().split("\\s+")),
                out == null ? Path.of("arena-" + prepared.name()) : out);
    }

    private List<Integer> usualEfforts() {
        return IntStream.of(10, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512)
                .map(tenths -> Math.toIntExact((long) tenths * k / 10))
                .boxed()
                .toList();
    }

    private BuildSetting build(String text) {
        try {
            return BuildSetting.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrongUsage("--builds: " + e.getMessage());
        }
    }
}
