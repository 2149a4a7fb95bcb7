package io.vicinal.bench;

import java.nio.file.Path;

/** Where files of benchmarks go, which are gone when the JVM ends. */
public final class BenchFolder {
    private static final String PROPERTY = "vicinal.bench.dir";

    private BenchFolder() {}

    /**
     * Returns the folder that the user chose, or the one for temporary files.
     *
     * @return a folder that is there
     */
    public static Path path() {
        return Path.of(System.getProperty(PROPERTY, System.getProperty("java.io.tmpdir")));
    }
}
