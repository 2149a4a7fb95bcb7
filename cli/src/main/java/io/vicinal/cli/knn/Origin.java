package io.vicinal.cli.knn;

import io.vicinal.index.GraphSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an index came to be.
 *
 * @param file the file of its rows, or the one where it was kept
 * @param opened whether it was kept, and not built now
 * @param seconds how long it took to open it, or to open the rows and build it
 * @param graph how its graph was built; null if it has none
 */
public record Origin(
        Path file, boolean opened, double seconds, @Nullable GraphSettings graph) {
    private static final String EXACT = "flat";

    static @Nullable GraphSettings graph(String engine, GraphSettings settings) {
        return engine.equals(EXACT) ? null : settings;
    }

    void describeGraph(Map<String, Object> fields) {
        if (graph != null) {
            fields.put("connections", graph.connections());
            fields.put("buildEffort", graph.buildEffort());
        }
    }

    void describeTime(Map<String, Object> fields) {
        fields.put(opened ? "openSeconds" : "buildSeconds", seconds);
    }
}
