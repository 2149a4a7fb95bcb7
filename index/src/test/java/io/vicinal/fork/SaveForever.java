package io.vicinal.fork;

import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import java.nio.file.Path;

/**
 * A program to be killed: saves an index of an engine in a folder again and again, over itself, and says so before and after. Before
 * each time one vector is changed, so that what is saved shows how often it was.
 */
public final class SaveForever {
    /** What the index is saved as. */
    public static final String FILE = "index";

    /** How many vectors the index has, with ids from 0 on: few, since a graph of many takes long. */
    public static final int ROWS = 8;

    /** Large, so that saving takes many writes. */
    private static final int DIMENSION = 40_000;

    private SaveForever() {}

    /** A vector of the index as it is saved for the {@code number}-th time, from 1 on. */
    public static float[] vector(int id, int number) {
        // The last time before then that it was this vector's turn.
        int changed = Math.max(1, number - Math.floorMod(number - id, ROWS));
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = changed + id * i;
        }
        return vector;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        try (VectorIndex index = VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN)
                .engine(arguments[0])
                .directory(folder)
                .create()) {
            for (int id = 0; id < ROWS; id++) {
                index.add(id, vector(id, 1));
            }
            for (int number = 1; ; number++) {
                int changed = number % ROWS;
                index.update(changed, vector(changed, number));
                System.out.println("saving " + number);
                index.save(folder.resolve(FILE));
                System.out.println("saved " + number);
            }
        }
    }
}
