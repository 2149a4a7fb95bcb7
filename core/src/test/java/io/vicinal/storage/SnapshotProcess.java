package io.vicinal.storage;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Runs in a JVM of its own, to be killed: writes a snapshot without end, and says when the first bytes are in its file. */
final class SnapshotProcess {
    private SnapshotProcess() {}

    static void main(String[] arguments) throws IOException {
        try (SnapshotWriter writer = SnapshotWriter.create(Path.of(arguments[0]))) {
            writer.begin("endless");
            MemorySegment bytes = MemorySegment.ofArray(new byte[1 << 20]);
            writer.write(bytes);
            System.out.println("writing");
            for (int i = 0; i < 500; i++) {
                writer.write(bytes);
            }
            System.in.read();
        }
    }
}
