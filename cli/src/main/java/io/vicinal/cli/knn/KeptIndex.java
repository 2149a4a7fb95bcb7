package io.vicinal.cli.knn;

import io.vicinal.cli.terminal.Progress;
import io.vicinal.encoding.EncodingKind;
import io.vicinal.format.VectorReader;
import io.vicinal.index.FlatSettings;
import io.vicinal.index.GraphSettings;
import io.vicinal.index.IndexFile;
import io.vicinal.index.VectorIndex;
import io.vicinal.storage.Snapshot;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens an index that was kept, if it is what is asked for. */
final class KeptIndex {
    /** How far a component may come back from what came in. */
    private static final float ROUNDING = 1e-5f;

    private final KnnRequest request;
    private final Path file;

    KeptIndex(KnnRequest request, Path file) {
        this.request = request;
        this.file = file;
    }

    /** What can be told from the file's description comes first: there are engines that take long to open an index. */
    BaseIndex open(VectorReader queries) throws IOException {
        GraphSettings graph = checkDescription(queries);
        long start = System.nanoTime();
        VectorIndex index = VectorIndex.open(file);
        double seconds = (System.nanoTime() - start) / 1e9;
        try {
            if (request.index().base() != null) {
                requireRows(request.index().base(), index);
            }
            return new BaseIndex(index, Arena.ofShared(), new Origin(file, true, seconds, graph));
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private @Nullable GraphSettings checkDescription(VectorReader queries) throws IOException {
        try (Snapshot snapshot = Snapshot.open(file)) {
            IndexFile description = IndexFile.read(snapshot);
            requireSame("engine", description.engine(), request.index().engine());
            requireSame("metric", description.metric().label(), request.metric().label());
            request.requireFit(file, description.dimension(), description.count(), queries);
            if (Origin.graph(description.engine(), GraphSettings.DEFAULT) == null) {
                requireSame("encoding", FlatSettings.read(snapshot).encoding().label(), wantedEncoding());
                return null;
            }
            GraphSettings graph = GraphSettings.read(snapshot);
            requireSame("encoding", graph.encoding().label(), wantedEncoding());
            requireSame("connections", graph.connections(), request.index().connections());
            requireSame("build-effort", graph.buildEffort(), request.index().buildEffort());
            return graph;
        }
    }

    private @Nullable String wantedEncoding() {
        EncodingKind encoding = request.index().encoding();
        return encoding == null ? null : encoding.label();
    }

    private void requireSame(String option, Object kept, @Nullable Object asked) {
        if (asked != null && !asked.equals(kept)) {
            throw new IllegalArgumentException("%s of %s is %s but --%s is %s; another --index, or none, builds anew"
                    .formatted(option, file, kept, option, asked));
        }
    }

    private void requireRows(Path base, VectorIndex index) throws IOException {
        try (VectorReader rows = VectorReader.open(base);
                Progress progress = Progress.start("comparing", "rows", rows.count())) {
            if (rows.dimension() != index.dimension() && rows.count() > 0) {
                throw new IllegalArgumentException("dimension of %s is %d but the rows of %s have %d components"
                        .formatted(file, index.dimension(), base, rows.dimension()));
            }
            if (rows.count() != index.size()) {
                throw new IllegalArgumentException(
                        "%s has %d vectors but %s has %d rows".formatted(file, index.size(), base, rows.count()));
            }
            float[] row = new float[index.dimension()];
            for (long id = 0; rows.next(row); id++) {
                if (!index.contains(id) || !same(row, index.vector(id))) {
                    throw new IllegalArgumentException(
                            "row %d of %s is another vector than %s has; it was built of".formatted(id, base, file)
                                    + " other rows");
                }
                progress.advance(1);
            }
        }
    }

    private static boolean same(float[] row, float[] kept) {
        float largest = 0;
        float difference = 0;
        for (int i = 0; i < row.length; i++) {
            largest = Math.max(largest, Math.abs(row[i]));
            difference = Math.max(difference, Math.abs(row[i] - kept[i]));
        }
        return difference <= ROUNDING * largest;
    }
}
