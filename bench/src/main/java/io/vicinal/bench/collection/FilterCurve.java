package io.vicinal.bench.collection;

import io.vicinal.bench.dataset.Dataset;
import io.vicinal.bench.dataset.Vectors;
import io.vicinal.bench.report.Table;
import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Explanation;
import io.vicinal.collection.SearchHit;
import io.vicinal.collection.SearchRequest;
import io.vicinal.collection.SearchResult;
import io.vicinal.collection.filter.Filter;
import io.vicinal.index.BuildProgress;
import io.vicinal.index.Engine;
import io.vicinal.index.FlatSettings;
import io.vicinal.index.Hits;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.Query;
import io.vicinal.index.RowIndex;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Filtered searches of a collection beside what each plan by itself would take: comparing all rows allowed, and the graph with the filter asked on the
 * way. One thread.
 */
final class FilterCurve {
    private static final int QUERIES = 100;
    private static final int ROUNDS = 3;
    private static final int K = 10;

    /** Below it the graph takes so long to find enough that it is not measured. */
    private static final double GRAPH_FROM = 0.01;

    private static final List<Double> SHARES =
            List.of(0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 0.9, 1.0);

    private final Path place;
    private final float[][] queries;
    private final int[] parts;
    private int newFilters;

    FilterCurve(Dataset dataset, Path place) throws IOException {
        this.place = place;
        this.queries = Arrays.copyOf(Vectors.read(dataset.queries()), QUERIES);
        this.parts = Filling.parts(dataset.baseCount());
    }

    /** Answers a query, and returns the rows found. */
    private interface Way {
        Set<Long> answer(float[] query);
    }

    String run() throws IOException {
        Table table = new Table(
                "Filtered searches, microseconds each, recall@10 at the default effort",
                List.of(
                        "allowed",
                        "in all",
                        "to find rows",
                        "recall",
                        "plan",
                        "scan of allowed",
                        "graph",
                        "to the better",
                        "a new filter"));
        try (Collection collection = Collection.openForReading(place);
                Snapshot snapshot = Snapshot.open(place.resolve("generation-1/checkpoint"));
                VectorFile rows = VectorFile.openCounted(place.resolve("generation-1/vectors"), parts.length);
                RowIndex index = Engine.named("hnsw").attach(spec(collection.spec()), rows, snapshot)) {
            for (double share : SHARES) {
                table.add(row(share, collection, index));
            }
        }
        return table.toString();
    }

    private IndexSpec spec(CollectionSpec spec) {
        return new IndexSpec(
                spec.dimension(), spec.metric(), place, spec.graph(), FlatSettings.DEFAULT, 1, BuildProgress.NONE);
    }

    private List<String> row(double share, Collection collection, RowIndex index) {
        int below = Math.max(1, (int) Math.round(share * Filling.PARTS));
        Filter filter = Filter.field("part").lt(below);
        int allowed = (int) Arrays.stream(parts).filter(part -> part < below).count();
        Way search = query -> ids(collection.search(request(query, filter)));
        PartSet few = new PartSet(parts, below, 1);
        PartSet all = new PartSet(parts, below, parts.length);
        Way scan = query -> rows(index.search(query(query).filter(few)));
        Way graph = query -> rows(index.search(query(query).filter(all)));
        double[] micros = micros(share < GRAPH_FROM ? List.of(search, scan) : List.of(search, scan, graph));
        double best = Arrays.stream(micros).skip(1).min().orElseThrow();
        double found = Arrays.stream(queries)
                        .mapToLong(query -> toFindRows(
                                collection.search(request(query, filter)).explain()))
                        .average()
                        .orElseThrow()
                / 1e3;
        Explanation explained = collection.search(request(queries[0], filter)).explain();
        return List.of(
                "%.2f %%".formatted(100.0 * allowed / parts.length),
                Table.number(micros[0]),
                Table.number(found),
                "%.4f".formatted(recall(search, scan)),
                explained.plan().name(),
                Table.number(micros[1]),
                micros.length > 2 ? Table.number(micros[2]) : "-",
                Table.number(found / best),
                Table.number(newFilter(share, collection)));
    }

    /** What a filter takes that has not been asked before: ranges of another field, all of them a little different. */
    private double newFilter(double share, Collection collection) {
        long nanos = 0;
        for (int round = 0; round < ROUNDS; round++) {
            nanos = 0;
            for (float[] query : queries) {
                Filter filter = Filter.field("price").lt(share + newFilters++ * 1e-10);
                nanos += collection.search(request(query, filter)).explain().filterNanos();
            }
        }
        return nanos / 1e3 / queries.length;
    }

    private static long toFindRows(Explanation explanation) {
        return explanation.filterNanos() + explanation.searchNanos();
    }

    private static SearchRequest request(float[] query, Filter filter) {
        return SearchRequest.of(query).k(K).filter(filter).withText(false).fields();
    }

    private static Query query(float[] query) {
        return Query.of(query).k(K);
    }

    private double[] micros(List<Way> ways) {
        double[][] rounds = new double[ways.size()][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            for (int way = 0; way < ways.size(); way++) {
                long start = System.nanoTime();
                for (float[] query : queries) {
                    ways.get(way).answer(query);
                }
                if (round >= 0) {
                    rounds[way][round] = (System.nanoTime() - start) / 1e3 / queries.length;
                }
            }
        }
        return Arrays.stream(rounds)
                .mapToDouble(times -> Arrays.stream(times).sorted().toArray()[ROUNDS / 2])
                .toArray();
    }

    private double recall(Way way, Way truth) {
        double found = 0;
        double wanted = 0;
        for (float[] query : queries) {
            Set<Long> exact = truth.answer(query);
            wanted += exact.size();
            exact.retainAll(way.answer(query));
            found += exact.size();
        }
        return found / wanted;
    }

    private static Set<Long> rows(Hits hits) {
        Set<Long> rows = new HashSet<>();
        for (int i = 0; i < hits.size(); i++) {
            rows.add(hits.id(i));
        }
        return rows;
    }

    private static Set<Long> ids(SearchResult result) {
        Set<Long> rows = new HashSet<>();
        for (SearchHit hit : result.hits()) {
            rows.add(Long.parseLong(hit.document().id().substring("document-".length())));
        }
        return rows;
    }
}
