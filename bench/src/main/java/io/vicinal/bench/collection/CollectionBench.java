package io.vicinal.bench.collection;

import io.vicinal.bench.dataset.Dataset;
import io.vicinal.bench.dataset.Datasets;
import io.vicinal.bench.report.Table;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionOptions;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code vicinal bench collection}. */
@Command(
        name = "vicinal bench collection",
        header = "Measure a collection of documents with three fields: filling, opening, memory, filtered searches.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  vicinal bench collection --documents 100000 --folder big"})
public final class CollectionBench implements Callable<Integer> {
    private static final int OPENINGS = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--documents", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int documents = 1_000_000;

    @Option(names = "--dimension", paramLabel = "D", description = "Of their vectors (default: ${DEFAULT-VALUE}).")
    private int dimension = 384;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where the collection is made, and kept for the next time; otherwise it is gone in the end.")
    private @Nullable Path folder;

    /** For the command line. */
    public CollectionBench() {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Dataset dataset = Datasets.named(
                "clustered-%d-%d".formatted(dimension, documents), Metric.COSINE, 10, Datasets.defaultFolder());
        Path place = folder == null ? Files.createTempDirectory("vicinal-collection") : folder;
        try {
            Path collection = place.resolve("hnsw");
            if (!Collection.isAt(collection)) {
                fill(dataset, place, out);
            }
            out.print(openings(collection));
            out.flush();
            out.print(new ScanCurve(dataset, place).run());
            out.flush();
            out.print(new FilterCurve(dataset, collection).run());
            out.flush();
        } finally {
            if (folder == null) {
                Folders.delete(place);
            }
        }
        return 0;
    }

    private void fill(Dataset dataset, Path place, PrintWriter out) throws IOException {
        Table table = new Table("Putting documents, until all are flushed", List.of("how", "documents", "a second"));
        Filling filling = new Filling(dataset);
        for (int batch : List.of(1, 256)) {
            Path flat = place.resolve("flat-" + batch);
            int some = Math.min(documents, batch == 1 ? 200_000 : documents);
            try (Collection target = Collection.create(
                    flat, CollectionSpec.of(dimension, Metric.COSINE).flat())) {
                double seconds = filling.fill(target, some, batch);
                table.add(List.of(
                        batch == 1 ? "one by one" : "%d at a time".formatted(batch),
                        Integer.toString(some),
                        Table.number(some / seconds)));
            }
            Folders.delete(flat);
        }
        out.print(table);
        out.flush();
        Path hnsw = place.resolve("hnsw");
        try (Collection target = Collection.create(hnsw, CollectionSpec.of(dimension, Metric.COSINE));
                Progress progress = Progress.start("connecting", "documents", documents)) {
            filling.fill(target, documents, 256);
            long start = System.nanoTime();
            target.connect((done, total, perSecond, remaining) -> progress.reach(done));
            out.printf("connecting what the background had not: %.0f s%n", (System.nanoTime() - start) / 1e9);
        } catch (IOException | RuntimeException e) {
            Folders.delete(hnsw);
            throw e;
        }
        try (Collection target = Collection.open(hnsw, CollectionOptions.DEFAULT)) {
            out.printf("memory of the process that wrote it, opened again: %s%n", target.stats());
        }
    }

    /** Opens it in fresh processes. */
    private String openings(Path collection) throws IOException, InterruptedException {
        Table table = new Table(
                "Opening in a fresh process, page cache warm (median of %d)".formatted(OPENINGS),
                List.of("to", "open ms", "first search ms", "heap B/document", "resident beyond files B/document"));
        for (String access : List.of("read", "write")) {
            double[][] runs = new double[OPENINGS][];
            for (int i = 0; i < OPENINGS; i++) {
                runs[i] = OpenedProcess.run(collection, access, dimension);
            }
            table.add(List.of(access, median(runs, 0), median(runs, 1), median(runs, 2), median(runs, 3)));
        }
        return table.toString();
    }

    private static String median(double[][] runs, int column) {
        double[] values =
                Arrays.stream(runs).mapToDouble(run -> run[column]).sorted().toArray();
        return Table.number(values[values.length / 2]);
    }
}
