package io.vicinal.collection;

import io.vicinal.index.BuildProgress;
import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import java.util.Random;

/** A program to be killed: makes seeded changes from a number on, and says before and after each flush how many it has made. */
public final class ChangeForever {
    /** How its documents are compared: such that vectors come back bit by bit. */
    static final Metric METRIC = Metric.EUCLIDEAN;

    private ChangeForever() {}

    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[2]);
        int number = Integer.parseInt(arguments[3]);
        SeededChanges changes = new SeededChanges(seed);
        Random random = new Random(seed + number);
        CollectionSpec spec = SeededChanges.spec(arguments[1], METRIC);
        try (Collection collection = Collection.open(Path.of(arguments[0]), spec)) {
            while (true) {
                for (int left = random.nextInt(20); left >= 0; left--) {
                    changes.at(number++).apply(collection);
                }
                work(random.nextInt(8), collection);
                if (random.nextInt(3) > 0) {
                    System.out.println("flushing " + number);
                    collection.flush();
                    System.out.println("flushed " + number);
                }
            }
        }
    }

    private static void work(int kind, Collection collection) throws Exception {
        if (kind == 0) {
            System.out.println("compact");
            collection.compact();
        } else if (kind == 1) {
            System.out.println("checkpoint");
            collection.checkpoint();
        } else if (kind == 2) {
            System.out.println("connect");
            collection.connect(BuildProgress.NONE);
        }
    }
}
