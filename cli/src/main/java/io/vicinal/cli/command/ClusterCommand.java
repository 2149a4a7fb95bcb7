package io.vicinal.cli.command;

import io.vicinal.analysis.Clusters;
import io.vicinal.analysis.KMeansSettings;
import io.vicinal.analysis.KnnGraph;
import io.vicinal.analysis.Vectors;
import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
import io.vicinal.collection.filter.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the documents of a collection into clusters. */
@Command(
        name = "cluster",
        header = "Put documents of an index that are about the same into clusters.",
        description = {
            "",
            "By k-means every document is in a cluster; the number that suits best is chosen if none is given. By density there"
                    + " are as many clusters as there are, and what lies in between is in none. Each is shown with the documents"
                    + " nearest to its centre.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal cluster notes.index",
            "  vicinal cluster papers.index -k 40 --against journal --out clusters.jsonl",
            "  vicinal cluster papers.index --density --least 30"
        })
public final class ClusterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(names = "-k", paramLabel = "N", description = "How many clusters by k-means (default: what suits best).")
    private @Nullable Integer k;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "From how many beginnings k-means looks for them (default: ${DEFAULT-VALUE}).")
    private int starts = KMeansSettings.DEFAULT.starts();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides where k-means begins; the same gives the same clusters (default: ${DEFAULT-VALUE}).")
    private long seed = KMeansSettings.DEFAULT.seed();

    @Option(names = "--density", description = "Find clusters by density, as many as there are.")
    private boolean density;

    @Option(
            names = "--least",
            paramLabel = "N",
            description = "How many documents a cluster by density has at least (default: ${DEFAULT-VALUE}).")
    private int least = 15;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description = "How many neighbours tell the density of a place (default: ${DEFAULT-VALUE}).")
    private int neighbours = 10;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Only documents with such metadata.")
    private @Nullable Filter filter;

    @Option(
            names = "--show",
            paramLabel = "N",
            description = "How many documents to show of each cluster (default: ${DEFAULT-VALUE}).")
    private int show = 3;

    @Option(
            names = "--against",
            paramLabel = "FIELD",
            description = "Tell how well clusters agree with this metadata: normalised mutual information, 0 to 1.")
    private @Nullable String against;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write a JSON line a document to this file: id, cluster, which is -1 for none, and score.")
    private @Nullable Path out;

    @Option(
            names = "--json",
            description =
                    "Print one JSON object: documents, clusters with size and nearest documents, unclustered, agreement,"
                            + " and the curve by which the number of clusters was chosen.")
    private boolean json;

    /** For the command line. */
    public ClusterCommand() {}

    @Override
    public Integer call() throws IOException {
        requireSensible();
        return Work.run(() -> {
            try (Collection documents = CollectionFolder.openForReading(directory);
                    Vectors vectors = Analysing.vectors(documents, filter)) {
                ClusterPrinter printer =
                        new ClusterPrinter(new DocumentRows(documents, vectors), clusters(vectors), show);
                if (out != null) {
                    write(vectors, printer.clusters(), out);
                }
                if (json) {
                    spec.commandLine().getOut().println(Json.line(printer.summary(against)));
                } else {
                    printer.print(against, spec.commandLine().getOut());
                }
            }
            return 0;
        });
    }

    private void requireSensible() {
        if (k != null && k < 1) {
            throw new ParameterException(spec.commandLine(), "-k must be at least 1 but is " + k);
        }
        if (k != null && density) {
            throw new ParameterException(spec.commandLine(), "-k does not go with --density, which finds the number");
        }
        if (starts < 1 || least < 2 || neighbours < 1 || show < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--starts, --neighbours and --show must be at least 1, --least at least 2");
        }
    }

    private Clusters clusters(Vectors vectors) throws IOException {
        if (density) {
            KnnGraph graph = Analysing.graph(vectors, neighbours, null);
            return Clusters.byDensity(vectors, graph, least);
        }
        int count = k == null ? KMeansSettings.CHOSEN : k;
        return Analysing.run(
                "clustering",
                "iterations",
                progress -> Clusters.kMeans(
                        vectors,
                        settings -> settings.clusters(count).starts(starts).seed(seed),
                        progress));
    }

    private void write(Vectors vectors, Clusters clusters, Path file) throws IOException {
        try (LineOutput lines = LineOutput.to(file, spec.commandLine().getOut())) {
            for (int row = 0; row < vectors.size(); row++) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("id", vectors.id(row));
                fields.put("cluster", clusters.of(row));
                if (clusters.of(row) != Clusters.NONE) {
                    fields.put("score", clusters.score(row));
                }
                lines.write(Json.line(fields));
            }
            lines.complete();
        }
    }
}
