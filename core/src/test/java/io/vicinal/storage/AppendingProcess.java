package io.vicinal.storage;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs in a JVM of its own, to be killed: appends to a vector file, and says how many rows it has flushed. */
final class AppendingProcess {
    static final int DIMENSION = 20;

    private AppendingProcess() {}

    static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        try (VectorFile vectors = Files.exists(file)
                ? VectorFile.openForAppend(file)
                : VectorFile.create(file, DIMENSION, Metric.COSINE)) {
            while (true) {
                vectors.append(RandomVectors.vector(DIMENSION, vectors.count()));
                if (vectors.count() % 100 == 0) {
                    vectors.flush();
                    System.out.println(vectors.count());
                }
            }
        }
    }
}
