package io.vicinal.cli.knn;

import io.vicinal.cli.terminal.Progress;
import io.vicinal.format.IntVectorWriter;
import io.vicinal.format.VectorReader;
import io.vicinal.index.Hits;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.storage.VectorCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers all queries once, with one effort. */
final class Pass {
    /** Queries read ahead: enough for every core to have several batches. */
    private static final int WINDOW = 1024;

    /** But not more than 16 MiB of them, unless a batch is larger. */
    private static final int WINDOW_FLOATS = 1 << 22;

    private final KnnRequest request;
    private final BaseIndex base;
    private final int effort;
    private final @Nullable AllowedIds allowed;
    private final @Nullable IntVectorWriter writer;
    private final Measurements work = new Measurements();

    /** The answers go to the writer, if there is one. */
    Pass(
            KnnRequest request,
            BaseIndex base,
            int effort,
            @Nullable AllowedIds allowed,
            @Nullable IntVectorWriter writer) {
        this.request = request;
        this.base = base;
        this.effort = effort;
        this.allowed = allowed;
        this.writer = writer;
    }

    KnnStats run() throws IOException {
        String task = request.efforts().size() == 1 ? "searching" : "effort " + effort;
        try (VectorReader queries = VectorReader.open(request.queries());
                Truth truth = Truth.open(request, queries.count());
                Progress progress = Progress.start(task, "queries", queries.count())) {
            List<Query> window = read(queries);
            while (!window.isEmpty()) {
                for (int from = 0; from < window.size(); from += request.batch()) {
                    List<Query> batch = window.subList(from, Math.min(window.size(), from + request.batch()));
                    answer(batch, truth);
                    progress.advance(batch.size());
                }
                window = read(queries);
            }
            return new KnnStats(
                    request,
                    base.origin(),
                    base.index().stats(),
                    effort,
                    allowed == null ? -1 : allowed.ids().count(),
                    work,
                    truth.recall());
        }
    }

    private List<Query> read(VectorReader queries) throws IOException {
        int dimension = queries.dimension();
        int size = Math.max(request.batch(), Math.min(WINDOW, WINDOW_FLOATS / Math.max(1, dimension)));
        List<Query> window = new ArrayList<>();
        float[] vector = new float[dimension];
        while (window.size() < size && queries.next(vector)) {
            long number = work.queries() + window.size();
            VectorCheck.norm(vector, dimension, request.metric(), request.queries() + ": vector " + number);
            Query query = Query.of(vector.clone()).k(request.k()).effort(effort);
            window.add(allowed == null ? query : query.filter(allowed.ids()));
        }
        return window;
    }

    private void answer(List<Query> batch, Truth truth) throws IOException {
        VectorIndex index = base.index();
        long first = work.queries();
        long start = System.nanoTime();
        List<Hits> answers = index.searchAll(batch, request.threads());
        work.add(System.nanoTime() - start, answers);
        for (int i = 0; i < batch.size(); i++) {
            truth.compare(batch.get(i), answers.get(i), base);
            write(first + i, answers.get(i));
        }
    }

    private void write(long query, Hits hits) throws IOException {
        if (writer == null) {
            return;
        }
        int[] rows = new int[writer.dimension()];
        if (hits.size() < rows.length) {
            throw new IllegalStateException(
                    "k is %d but only %d neighbours of vector %d of %s were found; more --effort may help"
                            .formatted(rows.length, hits.size(), query, request.queries()));
        }
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (int) hits.id(i);
            if (rows[i] != hits.id(i)) {
                throw new IllegalArgumentException("%s has the id %d, but the numbers of %s have 32 bits"
                        .formatted(base.origin().file(), hits.id(i), request.out()));
            }
        }
        writer.write(rows);
    }
}
