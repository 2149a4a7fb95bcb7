package io.vicinal.cli.command;

import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.map.MapDrawing;
import io.vicinal.cli.map.MapRequest;
import io.vicinal.cli.map.MapResult;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
import io.vicinal.collection.filter.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws a collection. */
@Command(
        name = "map",
        header = "Draw an index: a page with a point for each document, those alike side by side.",
        description = {
            "",
            "The page is one file that any browser opens, without a network: points are coloured by cluster or by metadata, a"
                    + " search box lights up those that match, and each tells its text. It holds what it shows of"
                    + " the documents.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal map notes.index --out map.html",
            "  vicinal map papers.index --out recent.html --filter \"year >= 2020\" --colour-by lang"
        })
public final class MapCommand implements Callable<Integer> {
    /** More have no colours. */
    private static final int MOST_CLUSTERS = 64;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE.html", description = "The page to write.")
    private Path out = Path.of("");

    @Option(
            names = {"--colour-by", "--color-by"},
            paramLabel = "FIELD",
            description = "The metadata to colour by at first; the page offers others too (default: clusters).")
    private @Nullable String colourBy;

    @Option(
            names = "--clusters",
            paramLabel = "N",
            description = "How many clusters to make, up to 64 (default: 24, fewer for few documents).")
    private @Nullable Integer clusters;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Only documents with such metadata, as for 'vicinal search'.")
    private @Nullable Filter filter;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many documents at most; of more, some are taken evenly (default: ${DEFAULT-VALUE}).")
    private int limit = 100_000;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description =
                    "How many neighbours of each document shape the picture: more show larger structures, fewer show"
                            + " finer ones (default: ${DEFAULT-VALUE}).")
    private int neighbours = 15;

    @Option(
            names = "--fields",
            paramLabel = "NAME",
            split = ",",
            description = "The metadata to show, separated by commas (default: all).")
    private @Nullable List<String> fields;

    @Option(
            names = "--text-length",
            paramLabel = "N",
            description = "How many characters of each text the page holds (default: ${DEFAULT-VALUE}).")
    private int textLength = 240;

    @Option(names = "--title", paramLabel = "TEXT", description = "The title of the page (default: the name of DIR).")
    private @Nullable String title;

    @Option(names = "--seed", paramLabel = "N", description = "Another picture for another number.")
    private long seed = 42;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** For the command line. */
    public MapCommand() {}

    @Override
    public Integer call() throws IOException {
        Options.atLeast(1, "--limit", limit, spec);
        Options.atLeast(2, "--neighbours", neighbours, spec);
        Options.atLeast(1, "--text-length", textLength, spec);
        if (clusters != null) {
            Options.atLeast(1, "--clusters", clusters, spec);
            requireAtMost("--clusters", clusters, MOST_CLUSTERS);
        }
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        return Work.run(() -> {
            try (Collection documents = CollectionFolder.openForReading(directory)) {
                print(MapDrawing.run(documents, request()));
            }
            return 0;
        });
    }

    private void requireAtMost(String option, int value, int most) {
        if (value > most) {
            throw new ParameterException(
                    spec.commandLine(), "%s must be at most %d but is %d".formatted(option, most, value));
        }
    }

    private MapRequest request() {
        String name = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
        return new MapRequest(
                out,
                title == null ? name : title,
                filter,
                limit,
                neighbours,
                colourBy,
                clusters,
                fields,
                textLength,
                seed);
    }

    private void print(MapResult result) {
        if (json) {
            Map<String, Object> object = result.json();
            object.put("out", out.toString());
            spec.commandLine().getOut().println(Json.line(object));
            return;
        }
        if (result.leftOut() > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(Locale.ROOT, "%,d documents are left out; --limit takes more%n", result.leftOut());
        }
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%s: %,d documents, %,d kB; %.0f %% of nearest neighbours are neighbours in the picture%n",
                        out,
                        result.documents(),
                        Math.ceilDiv(result.bytes(), 1000),
                        100 * result.preserved());
    }
}
