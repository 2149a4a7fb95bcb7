package io.vicinal.cli.command;

import io.vicinal.cli.terminal.Progress;
import io.vicinal.index.BuildProgress;
import java.io.IOException;
import java.util.function.Consumer;

/** Builds the graph of documents that have been put, with progress. */
final class Connecting {
    private Connecting() {}

    static void run(Consumer<BuildProgress> connect) throws IOException {
        try (Progress progress = Progress.start("connecting", "vectors", Progress.UNKNOWN)) {
            connect.accept((done, total, perSecond, remaining) -> progress.reach(done, total));
        }
    }
}
