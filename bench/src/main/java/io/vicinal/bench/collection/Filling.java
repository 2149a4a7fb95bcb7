package io.vicinal.bench.collection;

import io.vicinal.bench.dataset.Dataset;
import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.format.VectorMapping;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Puts documents: a text of a sentence and three fields of which two have many values. */
final class Filling {
    /** The number of values of the field {@code part}, each of equally many documents. */
    static final int PARTS = 10_000;

    private static final String TEXT =
            "A sentence of about a hundred characters, such as documents begin with, about subject number ";
    private static final List<String> LANGUAGES = List.of("ar", "de", "en", "es", "fr", "hi", "ja", "pt", "sw", "zh");

    private static final long SEED = 42;

    private final Dataset dataset;

    Filling(Dataset dataset) {
        this.dataset = dataset;
    }

    /** Returns the value of {@code part} of each document. */
    static int[] parts(int documents) {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] parts = new int[documents];
        for (int i = 0; i < documents; i++) {
            random.nextInt(LANGUAGES.size());
            parts[i] = random.nextInt(PARTS);
            random.nextDouble();
        }
        return parts;
    }

    /** Fills a collection and flushes it; returns the seconds that took. */
    double fill(Collection target, int documents, int batch) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        try (Arena arena = Arena.ofConfined()) {
            VectorRows rows = VectorMapping.map(dataset.base(), arena);
            long start = System.nanoTime();
            List<Document> together = new ArrayList<>(batch);
            for (int i = 0; i < documents; i++) {
                float[] vector = new float[dataset.dimension()];
                rows.copy(i, vector);
                together.add(Document.of("document-" + i, vector)
                        .text(TEXT + i)
                        .metadata(Metadata.builder()
                                .put("lang", LANGUAGES.get(random.nextInt(LANGUAGES.size())))
                                .put("part", random.nextInt(PARTS))
                                .put("price", random.nextDouble())
                                .build()));
                if (together.size() == batch) {
                    target.putAll(together);
                    together.clear();
                }
            }
            target.putAll(together);
            target.flush();
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
