package io.vicinal.cli.command;

import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Json;
import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.CollectionStats;
import io.vicinal.kernel.Kernels;
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

/** Describes a collection. */
@Command(
        name = "info",
        header = "Tell what is in an index.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vicinal info notes.index --json"})
public final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** For the command line. */
    public InfoCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Collection documents = CollectionFolder.openForReading(directory)) {
            CollectionStats stats = documents.stats();
            Map<String, Object> info = info(documents.spec(), stats);
            if (json) {
                info.put("properties", documents.spec().properties());
                info.put("notes", stats.notes());
                out.println(Json.pretty(info));
            } else {
                info.put("engine", engine(documents.spec(), stats));
                documents.spec().properties().forEach((name, value) -> info.put("property " + name, value));
                info.forEach((name, value) -> print(name, value, out));
                stats.notes().forEach(note -> print("note", note, out));
            }
        }
        return 0;
    }

    private static void print(String name, Object value, PrintWriter out) {
        out.printf(Locale.ROOT, "%-12s %s%n", name, HitPrinter.printable(value.toString()));
    }

    private static Map<String, Object> info(CollectionSpec spec, CollectionStats stats) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("documents", stats.documents());
        info.put("rows", stats.rows());
        info.put("connected", stats.connected());
        info.put("dimension", spec.dimension());
        info.put("metric", spec.metric().label());
        info.put("engine", spec.engine());
        info.put("model", spec.model());
        info.put("generation", stats.generation());
        info.put("bytesOnDisk", stats.fileBytes());
        info.put("kernels", Kernels.describe());
        return info;
    }

    private static String engine(CollectionSpec spec, CollectionStats stats) {
        if (spec.engine().equals("flat")) {
            return "flat: exact";
        }
        return stats.connected() == 0
                ? String.format(
                        Locale.ROOT,
                        "%s: exact so far, a graph from %,d documents on",
                        spec.engine(),
                        CollectionSpec.GRAPH_FROM)
                : "%s: a graph".formatted(spec.engine());
    }
}
