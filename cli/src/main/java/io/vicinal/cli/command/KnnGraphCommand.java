package io.vicinal.cli.command;

import io.vicinal.analysis.KnnGraph;
import io.vicinal.analysis.Vectors;
import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
import io.vicinal.collection.filter.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the nearest neighbours of all documents. */
@Command(
        name = "knn-graph",
        header = "Find the nearest neighbours of each document of an index.",
        description = {
            "",
            "Every two documents are compared, on all cores; with --effort neighbours are looked for through a graph index, which"
                    + " is faster from some hundred thousand documents on and may miss some. How many it finds is told.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal knn-graph notes.index -k 5",
            "  vicinal knn-graph papers.index -k 15 --out neighbours.jsonl"
        })
public final class KnnGraphCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(names = "-k", paramLabel = "N", description = "How many neighbours of each (default: ${DEFAULT-VALUE}).")
    private int k = 10;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Only documents with such metadata, among each other.")
    private @Nullable Filter filter;

    @Option(
            names = "--effort",
            paramLabel = "N",
            description = "How hard to look through a graph index (default: compare every two).")
    private @Nullable Integer effort;

    @Option(names = "--out", paramLabel = "FILE", description = "Write JSON lines to this file.")
    private @Nullable Path out;

    @Option(
            names = "--json",
            description = "Print a JSON object a document: id, and neighbours with id and score, best first.")
    private boolean json;

    /** For the command line. */
    public KnnGraphCommand() {}

    @Override
    public Integer call() throws IOException {
        if (k < 1 || (effort != null && effort < 1)) {
            throw new ParameterException(spec.commandLine(), "-k and --effort must be at least 1");
        }
        return Work.run(() -> {
            try (Collection documents = CollectionFolder.openForReading(directory);
                    Vectors vectors = Analysing.vectors(documents, filter)) {
                KnnGraph graph = Analysing.graph(vectors, k, effort);
                print(vectors, graph);
                if (out != null || effort != null) {
                    String file = out == null ? "" : out + ": ";
                    Analysing.tellRecall(file, graph, spec.commandLine().getErr());
                }
            }
            return 0;
        });
    }

    private void print(Vectors vectors, KnnGraph graph) throws IOException {
        try (LineOutput lines = LineOutput.to(out, spec.commandLine().getOut())) {
            for (int row = 0; row < graph.size(); row++) {
                lines.write(json || out != null ? forPrograms(vectors, graph, row) : forPeople(vectors, graph, row));
            }
            lines.complete();
        }
    }

    private static String forPrograms(Vectors vectors, KnnGraph graph, int row) {
        List<Map<String, Object>> neighbours = new ArrayList<>();
        for (int rank = 0; rank < graph.k() && graph.neighbour(row, rank) >= 0; rank++) {
            neighbours.add(NeighbourJson.fields(vectors.id(graph.neighbour(row, rank)), graph.score(row, rank)));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", vectors.id(row));
        fields.put("neighbours", neighbours);
        return Json.line(fields);
    }

    private static String forPeople(Vectors vectors, KnnGraph graph, int row) {
        StringBuilder lines = new StringBuilder(HitPrinter.printable(vectors.id(row)));
        for (int rank = 0; rank < graph.k() && graph.neighbour(row, rank) >= 0; rank++) {
            lines.append("\n  %.3f  %s"
                    .formatted(graph.score(row, rank), HitPrinter.printable(vectors.id(graph.neighbour(row, rank)))));
        }
        return lines.toString();
    }
}
