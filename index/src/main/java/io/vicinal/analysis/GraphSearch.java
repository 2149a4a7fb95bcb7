package io.vicinal.analysis;

import io.vicinal.analysis.join.Neighbours;
import io.vicinal.index.Hits;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Finds the nearest neighbours of all rows through a graph index over them, built by one thread so that it is the same each time. */
final class GraphSearch {
    private static final int BATCH = 1024;
    private static final int SAMPLE = 256;

    private GraphSearch() {}

    static KnnGraph run(Vectors vectors, int k, int effort, AnalysisProgress progress) {
        if (k < 1 || effort < 1) {
            throw new IllegalArgumentException(
                    "k and effort must be at least 1 but are %d and %d".formatted(k, effort));
        }
        Neighbours nearest = new Neighbours(vectors.size(), k);
        if (vectors.size() == 0) {
            return new KnnGraph(nearest, 1);
        }
        long steps = 2L * vectors.size();
        try (VectorIndex index = VectorIndex.builder(vectors.dimension(), vectors.metric())
                .hnsw()
                .threads(1)
                .progress((done, total, perSecond, remaining) -> progress.report(done, steps))
                .over(vectors.rows())) {
            for (int first = 0; first < vectors.size(); first += BATCH) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted while neighbours were looked for");
                }
                search(index, vectors, first, Math.min(BATCH, vectors.size() - first), effort, nearest);
                progress.report(vectors.size() + first, steps);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        progress.report(steps, steps);
        return new KnnGraph(nearest, recall(vectors, nearest));
    }

    private static void search(
            VectorIndex index, Vectors vectors, int first, int count, int effort, Neighbours nearest) {
        List<Query> queries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            queries.add(
                    Query.of(vectors.vector(first + i)).k(nearest.k() + 1).effort(Math.max(effort, nearest.k() + 1)));
        }
        List<Hits> answers = index.searchAll(queries);
        for (int i = 0; i < count; i++) {
            int row = first + i;
            for (long id : answers.get(i).ids()) {
                if (id != row) {
                    // The index may have made the query of length 1 once more, and that shows in the last digit.
                    nearest.offer(row, (int) id, vectors.score(row, (int) id));
                }
            }
        }
    }

    private static double recall(Vectors vectors, Neighbours found) {
        Sample sample = new Sample(vectors, SAMPLE);
        int k = found.k();
        Neighbours truth = new Neighbours(sample.count(), k);
        sample.compare((number, row, tile, i) -> {
            for (int j = 0; j < tile.countB(); j++) {
                if (tile.firstB() + j != row) {
                    truth.offer(number, tile.firstB() + j, tile.score(i, j));
                }
            }
        });
        long wanted = 0;
        long right = 0;
        for (int number = 0; number < sample.count(); number++) {
            int row = sample.row(number);
            int last = Math.min(k, vectors.size() - 1) - 1;
            for (int rank = 0; rank <= last; rank++) {
                wanted++;
                // Among equally near ones any will do.
                right += found.score(row, rank) >= truth.score(number, last) ? 1 : 0;
            }
        }
        return wanted == 0 ? 1 : (double) right / wanted;
    }
}
