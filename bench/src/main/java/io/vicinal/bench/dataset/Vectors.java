package io.vicinal.bench.dataset;

import io.vicinal.format.VectorReader;
import java.io.IOException;
import java.nio.file.Path;

/** Reads whole files of vectors onto the heap: queries, which are few. Rows are mapped, by {@link io.vicinal.format.VectorMapping}. */
public final class Vectors {
    private Vectors() {}

    /**
     * Reads a file.
     *
     * @param file {@code .fvecs}, {@code .bvecs} or {@code .npy}
     * @return its vectors, in order, each of the file's dimension
     * @throws IOException if it can't be read
     * @throws io.vicinal.storage.CorruptFileException if it is damaged
     * @throws IllegalArgumentException if it is no file of vectors, or has more of them than an array can hold
     */
    public static float[][] read(Path file) throws IOException {
        try (VectorReader reader = VectorReader.open(file)) {
            if (reader.count() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("%s has %d vectors but at most %d can be held"
                        .formatted(file, reader.count(), Integer.MAX_VALUE));
            }
            float[][] vectors = new float[(int) reader.count()][reader.dimension()];
            for (float[] vector : vectors) {
                reader.next(vector);
            }
            return vectors;
        }
    }
}
