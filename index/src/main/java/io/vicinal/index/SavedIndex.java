package io.vicinal.index;

import io.vicinal.storage.Snapshot;
import java.io.IOException;
import java.nio.file.Path;

/** Opens saved indexes with the engine that saved them. */
final class SavedIndex {
    private SavedIndex() {}

    static VectorIndex open(Path file) throws IOException {
        Snapshot snapshot = Snapshot.open(file);
        try {
            IndexFile header = IndexFile.read(snapshot);
            return engine(header, file).open(header, snapshot);
        } catch (IOException | RuntimeException e) {
            snapshot.close();
            throw e;
        }
    }

    private static Engine engine(IndexFile header, Path file) {
        try {
            return Engine.named(header.engine());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("%s can't be opened: %s".formatted(file, e.getMessage()), e);
        }
    }
}
