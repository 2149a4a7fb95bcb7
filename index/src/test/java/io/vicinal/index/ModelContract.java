package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Any sequence of changes ends as in a model. */
abstract class ModelContract extends VectorIndexContract {
    ModelContract(TestedEngine tested) {
        super(tested);
    }

    @Test
    void anySequenceOfChangesEndsAsInAModel() throws IOException {
        for (int seed = 0; seed < tested().modelRuns(); seed++) {
            try {
                runModel(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with seed " + seed, e);
            }
        }
    }

    private void runModel(Random random) throws IOException {
        Metric metric = List.of(Metric.values()).get(random.nextInt(3));
        int dimension = random.nextInt(1, 4);
        Truth truth = new Truth(metric);
        Path file = folder.resolve("model");
        VectorIndex index = create(metric, dimension);
        try {
            for (int step = 0; step < 250; step++) {
                long id = id(random.nextInt(40));
                boolean known = truth.vectors().containsKey(id);
                float[] vector = small(random, dimension);
                switch (random.nextInt(known ? 8 : 6)) {
                    case 0, 1, 2 -> {
                        if (known) {
                            index.update(id, vector);
                        } else {
                            index.add(id, vector);
                        }
                        truth.put(id, vector);
                    }
                    case 3 -> addSome(index, truth, random);
                    case 4, 5 -> {
                        Query query = someQuery(random, dimension);
                        verifySmall(truth, metric, index.search(query), query);
                    }
                    default -> {
                        assertThat(index.remove(id)).isTrue();
                        truth.vectors().remove(id);
                    }
                }
                assertThat(index.contains(id)).isEqualTo(truth.vectors().containsKey(id));
                if (random.nextInt(200) == 0) {
                    index.save(file);
                    index.close();
                    index = VectorIndex.open(file);
                }
            }
            truth.verifyContent(index);
        } finally {
            index.close();
        }
    }

    private static void addSome(VectorIndex index, Truth truth, Random random) {
        long[] ids = LongStream.generate(() -> id(random.nextInt(40)))
                .limit(random.nextInt(6))
                .distinct()
                .filter(id -> !truth.vectors().containsKey(id))
                .toArray();
        float[][] vectors = Stream.generate(() -> small(random, index.dimension()))
                .limit(ids.length)
                .toArray(float[][]::new);
        index.addAll(ids, flat(vectors, index.dimension()));
        for (int i = 0; i < ids.length; i++) {
            truth.put(ids[i], vectors[i]);
        }
    }

    /** Whole components, few of them: many vectors are equal, and more scores. */
    private static float[] small(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextInt(-1, 2);
        }
        vector[random.nextInt(dimension)] = random.nextInt(1, 3);
        return vector;
    }

    private Query someQuery(Random random, int dimension) {
        Query query = query(small(random, dimension)).k(random.nextInt(1, 50));
        Query bounded = random.nextInt(3) == 0 ? query.minScore(random.nextInt(-3, 3)) : query;
        int divisor = random.nextInt(1, 4);
        return switch (random.nextInt(6)) {
            case 0 -> bounded.filter(id -> id % divisor == 0);
            case 1 ->
                bounded.filter(IdSet.of(IntStream.range(0, 40)
                        .mapToLong(VectorIndexContract::id)
                        .filter(id -> id % divisor == 0)
                        .toArray()));
            default -> bounded;
        };
    }

    private void verifySmall(Truth truth, Metric metric, Hits hits, Query query) {
        if (tested().exact() && metric != Metric.COSINE) {
            truth.verifyWhole(hits, query);
        } else {
            verify(truth, hits, query);
        }
    }
}
