package io.vicinal.cli.command;

import io.vicinal.analysis.KnnGraph;
import io.vicinal.analysis.Neighbour;
import io.vicinal.analysis.Outlier;
import io.vicinal.analysis.OutlierKind;
import io.vicinal.analysis.Outliers;
import io.vicinal.analysis.Vectors;
import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import io.vicinal.collection.filter.Filter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the documents that stand apart. */
@Command(
        name = "outliers",
        header = "List the documents that stand apart from all others.",
        description = {
            "",
            "Compares every document with every other. With each outlier come the documents that are nearest to it: the reason"
                    + " why it is one.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal outliers notes.index -k 10",
            "  vicinal outliers papers.index --kind global --filter \"lang = 'de'\" --json"
        })
public final class OutliersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(names = "-k", paramLabel = "N", description = "How many outliers (default: ${DEFAULT-VALUE}).")
    private int k = 20;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "local: much more lonely than its neighbours are, about 1 for what belongs; global: far from its"
                            + " neighbours, the mean distance (default: local).")
    private OutlierKind kind = OutlierKind.LOCAL;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description = "How many neighbours of each document to look at (default: ${DEFAULT-VALUE}).")
    private int neighbours = Outliers.NEIGHBOURS;

    @Option(
            names = "--reasons",
            paramLabel = "N",
            description = "How many of them to print (default: ${DEFAULT-VALUE}).")
    private int reasons = 2;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Only documents with such metadata, as for 'vicinal search'.")
    private @Nullable Filter filter;

    @Option(
            names = "--effort",
            paramLabel = "N",
            description =
                    "Find neighbours through a graph, with that effort, instead of comparing all with all: for hundreds of"
                            + " thousands of documents. How many of them it finds is told.")
    private @Nullable Integer effort;

    @Option(
            names = "--json",
            description =
                    "Print a JSON object a line: id, text, metadata, outlier, the score, and nearest with id and score.")
    private boolean json;

    /** For the command line. */
    public OutliersCommand() {}

    @Override
    public Integer call() throws IOException {
        Options.atLeast(1, "-k", k, spec);
        Options.atLeast(1, "--neighbours", neighbours, spec);
        Options.atLeast(0, "--reasons", reasons, spec);
        if (effort != null) {
            Options.atLeast(1, "--effort", effort, spec);
        }
        return Work.run(() -> {
            try (Collection documents = CollectionFolder.openForReading(directory);
                    Vectors vectors = Analysing.vectors(documents, filter)) {
                KnnGraph graph = Analysing.graph(vectors, neighbours, effort);
                print(Outliers.of(vectors, graph, kind).first(k, reasons), documents);
                if (effort != null) {
                    Analysing.tellRecall("", graph, spec.commandLine().getErr());
                }
            }
            return 0;
        });
    }

    private void print(List<Outlier> outliers, Collection documents) {
        PrintWriter out = spec.commandLine().getOut();
        int rank = 1;
        for (Outlier outlier : outliers) {
            Document document = documents.get(outlier.id()).orElse(Document.of(outlier.id(), new float[0]));
            if (json) {
                out.println(Json.line(fields(outlier, document)));
                continue;
            }
            out.printf(
                    Locale.ROOT,
                    "%4d  %.3f  %s%n             %s%n",
                    rank++,
                    outlier.score(),
                    HitPrinter.printable(outlier.id()),
                    HitPrinter.shortened(document.text().orElse("")));
            for (Neighbour neighbour : outlier.nearest()) {
                out.printf(
                        Locale.ROOT,
                        "             nearest: %.3f  %s%n",
                        neighbour.score(),
                        HitPrinter.printable(neighbour.id()));
            }
        }
    }

    private static Map<String, Object> fields(Outlier outlier, Document document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", outlier.id());
        document.text().ifPresent(text -> fields.put("text", text));
        fields.put("metadata", document.metadata().asMap());
        fields.put("outlier", outlier.score());
        fields.put("nearest", NeighbourJson.list(outlier.nearest()));
        return fields;
    }
}
