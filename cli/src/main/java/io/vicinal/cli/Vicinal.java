package io.vicinal.cli;

import io.vicinal.cli.command.CacheCommand;
import io.vicinal.cli.command.ClassifyCommand;
import io.vicinal.cli.command.ClusterCommand;
import io.vicinal.cli.command.CompactCommand;
import io.vicinal.cli.command.DedupeCommand;
import io.vicinal.cli.command.DeleteCommand;
import io.vicinal.cli.command.DemoCommand;
import io.vicinal.cli.command.EmbedCommand;
import io.vicinal.cli.command.ExportCommand;
import io.vicinal.cli.command.GetCommand;
import io.vicinal.cli.command.ImportCommand;
import io.vicinal.cli.command.IndexCommand;
import io.vicinal.cli.command.InfoCommand;
import io.vicinal.cli.command.KnnCommand;
import io.vicinal.cli.command.KnnGraphCommand;
import io.vicinal.cli.command.MapCommand;
import io.vicinal.cli.command.ModelsCommand;
import io.vicinal.cli.command.OutliersCommand;
import io.vicinal.cli.command.RagCommand;
import io.vicinal.cli.command.RecommendCommand;
import io.vicinal.cli.command.SearchCommand;
import io.vicinal.cli.command.VerifyCommand;
import io.vicinal.cli.terminal.Failures;
import io.vicinal.cli.terminal.Interruption;
import io.vicinal.kernel.Kernels;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code vicinal} command. */
@Command(
        name = "vicinal",
        header = "Nearest-neighbour search, from texts or vectors to answers.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Vicinal.Version.class,
        subcommands = {
            DemoCommand.class,
            IndexCommand.class,
            SearchCommand.class,
            RagCommand.class,
            RecommendCommand.class,
            ClassifyCommand.class,
            OutliersCommand.class,
            InfoCommand.class,
            GetCommand.class,
            DeleteCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            VerifyCommand.class,
            CompactCommand.class,
            DedupeCommand.class,
            ClusterCommand.class,
            KnnGraphCommand.class,
            KnnCommand.class,
            MapCommand.class,
            EmbedCommand.class,
            ModelsCommand.class,
            CacheCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "'vicinal bench' runs the benchmarks, 'vicinal arena' compares engines and peers on the same data.",
            "'vicinal COMMAND --help' tells more, with an example.",
            "Exit code: 0 done, 1 failed, 2 wrong usage, 3 done but for some documents."
        })
public final class Vicinal implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Vicinal() {}

    /**
     * Runs the command and exits with 0, 1 (failed) or 2 (wrong usage).
     *
     * @param arguments what the user typed
     */
    public static void main(String[] arguments) {
        System.exit(Interruption.during(() -> execute(commandLine(), arguments)));
    }

    /** Runs the command and returns its exit code. Answers that can't be printed are a failure too. */
    static int execute(CommandLine commandLine, String... arguments) {
        int code = commandLine.execute(arguments);
        if (commandLine.getOut().checkError() && code == CommandLine.ExitCode.OK) {
            commandLine.getErr().println("vicinal: can't write to standard output");
            return CommandLine.ExitCode.SOFTWARE;
        }
        return code;
    }

    /** Returns the command line, as {@link #main} runs it. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Vicinal());
        // A question may begin with @.
        commandLine.setExpandAtFiles(false);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setParameterExceptionHandler(Vicinal::wrongUsage);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        commandLine.setExecutionStrategy(parsed -> {
            try {
                return new CommandLine.RunLast().execute(parsed);
            } catch (Error failure) {
                // Too little memory, for instance; picocli only handles exceptions.
                return failed(failure, commandLine);
            }
        });
        return commandLine;
    }

    private static int failed(Throwable failure, CommandLine command) {
        if (!Interruption.happened()) {
            command.getErr().println("vicinal: " + Failures.message(failure));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("vicinal: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr()
                .println("'%s --help' tells how it is used."
                        .formatted(command.getCommandSpec().qualifiedName()));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Vicinal.class.getPackage().getImplementationVersion();
            return new String[] {
                "vicinal " + (version == null ? "(development)" : version),
                "Java " + Runtime.version(),
                "kernels: " + Kernels.describe()
            };
        }
    }
}
