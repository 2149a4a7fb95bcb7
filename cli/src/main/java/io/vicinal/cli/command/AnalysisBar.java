package io.vicinal.cli.command;

import io.vicinal.analysis.AnalysisProgress;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.cli.terminal.Work;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;

/** Does work that compares documents with each other, with progress. It can be interrupted, and leaves nothing behind. */
final class AnalysisBar {
    private AnalysisBar() {}

    /** What is to be done. */
    interface Analysis {
        void run(AnalysisProgress progress) throws IOException;
    }

    static void run(Analysis analysis) throws IOException {
        Work.run(() -> {
            try (Progress progress = Progress.start("comparing", "pairs", Progress.UNKNOWN)) {
                analysis.run((done, total) -> {
                    progress.expect(total);
                    progress.reach(done);
                });
                return 0;
            } catch (CancellationException e) {
                throw (IOException) new InterruptedIOException("interrupted").initCause(e);
            }
        });
    }
}
