package io.vicinal.collection;

import io.vicinal.kernel.Metric;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;

/** A program whose files may only grow so long: puts documents until that is refused, and tells what is there then. */
public final class FillUntilRefused {
    private FillUntilRefused() {}

    static CollectionSpec spec(int dimension) {
        return CollectionSpec.of(dimension, Metric.EUCLIDEAN).flat();
    }

    static Document document(int number, int dimension, int textLength) {
        float[] vector = new float[dimension];
        Random random = new Random(number);
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextFloat();
        }
        return Document.of("id " + number, vector).text(number + "x".repeat(textLength));
    }

    public static void main(String[] arguments) throws Exception {
        int dimension = Integer.parseInt(arguments[1]);
        int textLength = Integer.parseInt(arguments[2]);
        try (Collection collection = Collection.open(Path.of(arguments[0]), spec(dimension))) {
            int number = 0;
            try {
                while (true) {
                    collection.put(document(number, dimension, textLength));
                    number++;
                }
            } catch (UncheckedIOException e) {
                System.out.println(e.getMessage());
            }
            requireThere(collection, number, dimension, textLength);
            // What is shorter may still fit, and is then the next one; what doesn't is refused again.
            int shorter = number;
            try {
                collection.put(document(number, dimension, 1));
                shorter++;
            } catch (UncheckedIOException e) {
                // Refused again.
            }
            requireThere(collection, number, dimension, textLength);
            System.out.println(number + " " + shorter);
            try {
                collection.compact();
                System.out.println("compacted");
            } catch (java.io.IOException e) {
                System.out.println(e.getMessage());
            }
            requireThere(collection, number, dimension, textLength);
        }
        System.out.println("closed");
    }

    static void requireThere(Collection collection, int count, int dimension, int textLength) {
        for (int i = 0; i < count; i++) {
            Document document = collection.get("id " + i).orElseThrow();
            Document should = document(i, dimension, textLength);
            if (!document.text().equals(should.text())
                    || !java.util.Arrays.equals(document.requireVector(), should.requireVector())) {
                throw new AssertionError("document " + i + " is not what was put");
            }
        }
        int found = collection
                .search(SearchRequest.of(document(0, dimension, 0).requireVector())
                        .k(10 + count))
                .hits()
                .size();
        if (found != collection.size()) {
            throw new AssertionError("found %d of %d".formatted(found, collection.size()));
        }
    }
}
