package io.vicinal.cli.knn;

import io.vicinal.cli.terminal.Interruption;
import io.vicinal.format.IntVectorWriter;
import io.vicinal.format.VectorReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the neighbours of each vector of one file among the rows of another. Neither file need fit into memory. */
public final class Knn {
    /** What the format allows. */
    private static final int MAX_OUT = 65_536;

    private final KnnRequest request;

    private Knn(KnnRequest request) {
        this.request = request;
    }

    /**
     * Does it.
     *
     * @param request what is wanted
     * @return what it took, for each effort
     * @throws IOException if a file can't be read or written
     * @throws IllegalArgumentException if the files don't fit each other
     * @throws io.vicinal.storage.CorruptFileException if a file is damaged
     */
    public static List<KnnStats> run(KnnRequest request) throws IOException {
        return new Knn(request).run();
    }

    /** What is likely to be mistyped is looked at before the base, which may take minutes. */
    private List<KnnStats> run() throws IOException {
        Path out = request.out();
        if (out == null) {
            return runTo(null);
        }
        if (request.k() > MAX_OUT) {
            throw new IllegalArgumentException(
                    "k is %d but a row of %s can hold at most %d".formatted(request.k(), out, MAX_OUT));
        }
        IntVectorWriter writer = Interruption.closes(() -> IntVectorWriter.create(out, request.k()));
        try (writer) {
            return runTo(writer);
        } finally {
            Interruption.finished(writer);
        }
    }

    private List<KnnStats> runTo(@Nullable IntVectorWriter writer) throws IOException {
        AllowedIds allowed = request.filter() == null ? null : AllowedIds.read(request.filter());
        try (BaseIndex base = open()) {
            if (allowed != null) {
                allowed.requireEnough(request.k(), base.index(), request.out());
            }
            List<KnnStats> stats = new ArrayList<>();
            int last = request.efforts().size() - 1;
            for (int i = 0; i <= last; i++) {
                int effort = request.efforts().get(i);
                stats.add(new Pass(request, base, effort, allowed, i == last ? writer : null).run());
            }
            if (writer != null) {
                writer.commit();
            }
            return stats;
        }
    }

    private BaseIndex open() throws IOException {
        try (VectorReader queries = VectorReader.open(request.queries())) {
            Truth.open(request, queries.count()).close();
            return BaseIndex.open(request, queries);
        }
    }
}
