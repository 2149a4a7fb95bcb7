package io.vicinal.cli.knn;

import io.vicinal.cli.terminal.Interruption;
import io.vicinal.format.VectorReader;
import io.vicinal.index.VectorIndex;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The index that is searched: of the rows of a file, with their numbers as ids, or one that was kept from before. */
record BaseIndex(VectorIndex index, Arena arena, Origin origin) implements Closeable {
    static BaseIndex open(KnnRequest request, VectorReader queries) throws IOException {
        Path file = request.index().file();
        if (file != null && Files.exists(file)) {
            return new KeptIndex(request, file).open(queries);
        }
        Path base = request.index().base();
        if (base == null) {
            throw new IllegalArgumentException(
                    "there is no index %s, and no --base with the rows to build it of".formatted(file));
        }
        BaseIndex built = build(request, base, queries);
        try {
            keep(built.index(), file);
            return built;
        } catch (IOException | RuntimeException e) {
            built.close();
            throw e;
        }
    }

    private static BaseIndex build(KnnRequest request, Path base, VectorReader queries) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new BaseBuild(request, base, queries).build(arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** If the process is told to end meanwhile, closing waits until the file is whole. */
    private static void keep(VectorIndex index, @Nullable Path file) throws IOException {
        if (file == null) {
            return;
        }
        Closeable waiting = Interruption.closes(() -> index::close);
        try {
            index.save(file);
        } finally {
            Interruption.finished(waiting);
        }
    }

    @Override
    public void close() {
        index.close();
        arena.close();
    }
}
