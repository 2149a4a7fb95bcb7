package io.vicinal.cli.command;

import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
import io.vicinal.collection.Verification;
import io.vicinal.storage.CorruptFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads everything of a collection and reports damage. */
@Command(
        name = "verify",
        header = "Read everything of an index and report damage.",
        description = {
            "",
            "--repair writes a damaged index anew with all documents that are whole; what was there is kept in DIR, in a folder"
                    + " whose name begins with 'damaged'.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vicinal verify notes.index --repair"},
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:whole, or repaired", "1:damaged, or failed", "2:wrong usage"})
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(names = "--repair", description = "Write a damaged index anew.")
    private boolean repair;

    @Option(
            names = "--json",
            description =
                    "Print one JSON object: documents, bytes, unflushedBytes, damages with file, offset and problem, ids"
                            + " that are lost, and repaired.")
    private boolean json;

    /** For the command line. */
    public VerifyCommand() {}

    @Override
    public Integer call() throws IOException {
        return Work.run(() -> {
            CollectionFolder.requireCollection(directory);
            Verification found;
            try (Progress progress = Progress.start("reading", "files", Progress.UNKNOWN)) {
                progress.say(directory.toString());
                found = repair ? Collection.repair(directory) : Collection.verify(directory);
            }
            print(found, spec.commandLine().getOut());
            return found.clean() || found.repaired() ? 0 : 1;
        });
    }

    private void print(Verification found, PrintWriter out) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("documents", found.documents());
        fields.put("bytes", found.bytes());
        fields.put("unflushedBytes", found.unflushedBytes());
        if (json) {
            fields.put(
                    "damages",
                    found.damages().stream().map(VerifyCommand::damage).toList());
            fields.put("lost", found.lost());
            fields.put("repaired", found.repaired());
            out.println(Json.pretty(fields));
            return;
        }
        fields.forEach((name, value) -> out.printf(Locale.ROOT, "%-14s %s%n", name, value));
        found.damages().forEach(damage -> print("damaged", String.valueOf(damage.getMessage()), out));
        found.lost().forEach(id -> print("lost", id, out));
        print(
                "state",
                found.clean() ? "whole" : found.repaired() ? "repaired" : "damaged; --repair keeps what is whole",
                out);
    }

    private static void print(String name, String value, PrintWriter out) {
        out.printf(Locale.ROOT, "%-14s %s%n", name, HitPrinter.printable(value));
    }

    private static Map<String, Object> damage(CorruptFileException damage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", damage.file().toString());
        fields.put("offset", damage.offset());
        fields.put("problem", String.valueOf(damage.getMessage()));
        return fields;
    }
}
