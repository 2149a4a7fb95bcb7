package io.vicinal.bench.collection;

import io.vicinal.bench.dataset.Dataset;
import io.vicinal.bench.dataset.Vectors;
import io.vicinal.bench.report.Table;
import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Explanation;
import io.vicinal.collection.SearchRequest;
import io.vicinal.index.BuildProgress;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** From how many documents on a graph is worth its building: searches that compare them all, beside searches of a graph of them. One thread. */
final class ScanCurve {
    private static final List<Integer> COUNTS = List.of(256, 1_024, 4_096, 10_000, 20_000, 50_000);
    private static final int ROUNDS = 5;

    private final Dataset dataset;
    private final Path place;
    private final float[][] queries;

    /** Collections are made in a folder, and deleted. */
    ScanCurve(Dataset dataset, Path place) throws IOException {
        this.dataset = dataset;
        this.place = place;
        this.queries = Vectors.read(dataset.queries());
    }

    String run() throws IOException {
        Table table = new Table(
                "Comparing all documents or searching a graph of them, microseconds a search",
                List.of("documents", "all", "graph", "building it, s"));
        Filling filling = new Filling(dataset);
        CollectionSpec spec = CollectionSpec.of(dataset.dimension(), Metric.COSINE);
        for (int count : COUNTS) {
            if (count <= dataset.baseCount()) {
                double[] all = measured(filling, spec.flat(), count);
                double[] graph = measured(filling, spec, count);
                table.add(List.of(
                        Integer.toString(count), Table.number(all[0]), Table.number(graph[0]), Table.number(graph[1])));
            }
        }
        return table.toString();
    }

    /** Microseconds a search, and seconds to connect. */
    private double[] measured(Filling filling, CollectionSpec spec, int count) throws IOException {
        Path folder = place.resolve("scan-curve");
        try (Collection collection = Collection.create(folder, spec)) {
            filling.fill(collection, count, 256);
            long start = System.nanoTime();
            collection.connect(BuildProgress.NONE);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new double[] {micros(collection), seconds};
        } finally {
            Folders.delete(folder);
        }
    }

    private double micros(Collection collection) {
        double[] rounds = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long nanos = 0;
            for (float[] query : queries) {
                Explanation explained =
                        collection.search(SearchRequest.of(query)).explain();
                nanos += explained.searchNanos();
            }
            if (round >= 0) {
                rounds[round] = nanos / 1e3 / queries.length;
            }
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }
}
