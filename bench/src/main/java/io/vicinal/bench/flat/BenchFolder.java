package io.vicinal.bench.flat;

import java.nio.file.Path;

/** Where the mapped files go, which are gone when the JVM ends. */
final class BenchFolder {
    private static final String PROPERTY = "vicinal.bench.dir";

    private BenchFolder() {}

    static Path path() {
        return Path.of(System.getProperty(PROPERTY, System.getProperty("java.io.tmpdir")));
    }
}
