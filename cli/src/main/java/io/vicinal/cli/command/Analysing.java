package io.vicinal.cli.command;

import io.vicinal.analysis.AnalysisProgress;
import io.vicinal.analysis.KnnGraph;
import io.vicinal.analysis.Vectors;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.collection.Collection;
import io.vicinal.collection.filter.Filter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Long looks at all documents, with progress. */
final class Analysing {
    private Analysing() {}

    /** Reads the vectors of a collection, or of some of its documents; refuses to look at none. */
    static Vectors vectors(Collection documents, @Nullable Filter filter) {
        Vectors vectors = filter == null ? Vectors.of(documents) : Vectors.of(documents, filter);
        if (vectors.size() == 0) {
            vectors.close();
            throw new IllegalArgumentException("there are no such documents");
        }
        return vectors;
    }

    /** What is to be done. */
    interface Analysis<T> {
        T run(AnalysisProgress progress) throws IOException;
    }

    static <T> T run(String task, String unit, Analysis<T> analysis) throws IOException {
        try (Progress progress = Progress.start(task, unit, Progress.UNKNOWN)) {
            return analysis.run(progress::reach);
        }
    }

    /** The nearest neighbours of all: exactly, or through an index where there is an effort. */
    static KnnGraph graph(Vectors vectors, int k, @Nullable Integer effort) throws IOException {
        return effort == null
                ? run("comparing", "pairs", progress -> KnnGraph.exact(vectors, k, progress))
                : run(
                        "looking for neighbours",
                        "steps",
                        progress -> KnnGraph.approximate(vectors, k, effort, progress));
    }

    /** Says how many of the neighbours were found, after what they are of. */
    static void tellRecall(String what, KnnGraph graph, PrintWriter err) {
        err.printf(Locale.ROOT, "%s%,d documents, recall %.4f%n", what, graph.size(), graph.recall());
    }
}
