package io.vicinal.cli.knn;

import io.vicinal.cli.terminal.Progress;
import io.vicinal.format.VectorMapping;
import io.vicinal.format.VectorReader;
import io.vicinal.index.BuildProgress;
import io.vicinal.index.FlatSettings;
import io.vicinal.index.GraphSettings;
import io.vicinal.index.VectorIndex;
import io.vicinal.index.VectorIndexBuilder;
import io.vicinal.storage.VectorCheck;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** Builds an index of the rows of a file. Files that can be mapped are searched in place, others are copied row by row. */
final class BaseBuild {
    /** Floats added at once: 4 MiB. */
    private static final int CHUNK_FLOATS = 1 << 20;

    private final KnnRequest request;
    private final Path base;
    private final VectorReader queries;
    private final String engine;
    private final GraphSettings graph;
    private final FlatSettings flat;

    BaseBuild(KnnRequest request, Path base, VectorReader queries) {
        this.request = request;
        this.base = base;
        this.queries = queries;
        IndexRequest wanted = request.index();
        this.engine = Objects.requireNonNullElse(wanted.engine(), "flat");
        GraphSettings usual = GraphSettings.DEFAULT;
        this.graph = usual.connections(Objects.requireNonNullElse(wanted.connections(), usual.connections()))
                .buildEffort(Objects.requireNonNullElse(wanted.buildEffort(), usual.buildEffort()))
                .encoding(Objects.requireNonNullElse(wanted.encoding(), usual.encoding()));
        this.flat = FlatSettings.DEFAULT.encoding(
                Objects.requireNonNullElse(wanted.encoding(), FlatSettings.DEFAULT.encoding()));
    }

    BaseIndex build(Arena arena) throws IOException {
        long start = System.nanoTime();
        VectorIndex index = VectorMapping.canMap(base) ? map(arena) : copy();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new BaseIndex(index, arena, new Origin(base, false, seconds, Origin.graph(engine, graph)));
    }

    private VectorIndex map(Arena arena) throws IOException {
        var rows = VectorMapping.map(base, arena);
        request.requireFit(base, rows.dimension(), rows.count(), queries);
        if (Origin.graph(engine, graph) == null) {
            return named(() -> builder(rows.dimension()).over(rows));
        }
        try (Progress progress = Progress.start("building", "rows", rows.count())) {
            BuildProgress reached = (done, total, perSecond, remaining) -> progress.reach(done);
            return named(() -> builder(rows.dimension()).progress(reached).over(rows));
        }
    }

    private VectorIndex copy() throws IOException {
        try (VectorReader reader = VectorReader.open(base);
                Progress progress = Progress.start("building", "rows", reader.count())) {
            request.requireFit(base, reader.dimension(), reader.count(), queries);
            long[] before = new long[1];
            BuildProgress reached = (done, total, perSecond, remaining) -> progress.reach(before[0] + done);
            VectorIndex index = builder(reader.dimension()).progress(reached).create();
            try {
                return named(() -> fill(index, reader, progress, before));
            } catch (IOException | RuntimeException e) {
                index.close();
                throw e;
            }
        }
    }

    private VectorIndex fill(VectorIndex index, VectorReader reader, Progress progress, long[] before)
            throws IOException {
        int dimension = reader.dimension();
        int capacity = Math.max(1, CHUNK_FLOATS / dimension);
        float[] row = new float[dimension];
        float[] chunk = new float[capacity * dimension];
        while (true) {
            long first = before[0];
            int count = 0;
            while (count < capacity && reader.next(row)) {
                // The index would call it by its position among those added together.
                VectorCheck.norm(row, dimension, request.metric(), first + count);
                System.arraycopy(row, 0, chunk, count++ * dimension, dimension);
            }
            if (count == 0) {
                return index;
            }
            long[] ids = new long[count];
            Arrays.setAll(ids, i -> first + i);
            index.addAll(ids, Arrays.copyOf(chunk, count * dimension));
            before[0] += count;
            progress.reach(before[0]);
        }
    }

    private VectorIndexBuilder builder(int dimension) {
        // Settings are for whatever engine knows of them.
        VectorIndexBuilder builder = VectorIndex.builder(dimension, request.metric())
                .hnsw(usual -> graph)
                .flat(usual -> flat)
                .engine(engine);
        Integer threads = request.index().threads();
        return threads == null ? builder : builder.threads(threads);
    }

    private interface Making {
        VectorIndex make() throws IOException;
    }

    /** A vector that is refused is called by its number; people need its file too. */
    private VectorIndex named(Making making) throws IOException {
        try {
            return making.make();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(base + ": " + e.getMessage(), e);
        }
    }
}
