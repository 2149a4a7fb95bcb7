package io.vicinal.collection;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.filter.RandomFilters;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.collection.metadata.RandomMetadata;
import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes of a collection, each of which is determined by a seed and its number, so that any process can say what it was. */
final class SeededChanges {
    static final int DIMENSION = 5;

    private static final int IDS = 60;

    private final long seed;

    SeededChanges(long seed) {
        this.seed = seed;
    }

    static CollectionSpec spec(String engine, Metric metric) {
        CollectionSpec spec = CollectionSpec.of(DIMENSION, metric);
        return engine.equals("flat") ? spec.flat() : spec.hnsw(graph -> graph);
    }

    /** A change: documents that are put, ids that are deleted, or a filter for what is deleted; two of the three are empty. */
    record Change(List<Document> puts, List<String> deletes, List<Filter> filters) {
        void apply(Collection collection) {
            if (!puts.isEmpty()) {
                collection.putAll(puts);
            }
            if (!deletes.isEmpty()) {
                collection.deleteAll(deletes);
            }
            filters.forEach(collection::deleteWhere);
        }

        void apply(Model model) {
            model.putAll(puts);
            model.deleteAll(deletes);
            filters.forEach(model::deleteWhere);
        }
    }

    Change at(int number) {
        Random random = new Random((seed * 1_000_003 + number) * 0x9E3779B97F4A7C15L);
        int kind = random.nextInt(20);
        if (kind < 14) {
            return new Change(batch(random, number, kind < 9 ? 1 : 1 + random.nextInt(12)), List.of(), List.of());
        }
        if (kind < 19) {
            return new Change(List.of(), ids(random, 1 + random.nextInt(4)), List.of());
        }
        return new Change(List.of(), List.of(), List.of(new RandomFilters(random).next(1)));
    }

    private static List<String> ids(Random random, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(id(random));
        }
        return ids;
    }

    private static String id(Random random) {
        return "id " + random.nextInt(IDS);
    }

    private static List<Document> batch(Random random, int number, int count) {
        Map<String, Document> batch = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Document document = document(id(random), random, number);
            batch.putIfAbsent(document.id(), document);
        }
        return List.copyOf(batch.values());
    }

    static Document document(String id, Random random, int number) {
        Map<String, Object> fields =
                new LinkedHashMap<>(new RandomMetadata(random).next().asMap());
        fields.put("number", (long) number);
        Document document = Document.of(id, vector(random)).metadata(Metadata.of(fields));
        int length = random.nextInt(10) == 0 ? random.nextInt(5_000) : random.nextInt(60);
        return random.nextInt(5) == 0 ? document : document.text("text %d ".formatted(number) + "ü".repeat(length));
    }

    static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
