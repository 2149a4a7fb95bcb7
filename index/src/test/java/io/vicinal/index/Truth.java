package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.kernel.Metric;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What an index should hold and answer, computed in plain double arithmetic and in the simplest way. */
public final class Truth {
    private static final double TOLERANCE = 1e-5;

    private final Metric metric;
    private final Map<Long, float[]> vectors = new TreeMap<>();

    /** An id and its score, computed in double. */
    private record Scored(long id, double score) {}

    public Truth(Metric metric) {
        this.metric = metric;
    }

    public Map<Long, float[]> vectors() {
        return vectors;
    }

    private float[] vector(long id) {
        return Objects.requireNonNull(vectors.get(id));
    }

    public void put(long id, float[] vector) {
        vectors.put(id, vector.clone());
    }

    public double score(float[] a, float[] b) {
        double dot = dot(a, b);
        return switch (metric) {
            case COSINE -> dot / Math.sqrt(dot(a, a) * dot(b, b));
            case DOT_PRODUCT -> dot;
            case EUCLIDEAN -> -(dot(a, a) - 2 * dot + dot(b, b));
        };
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** How far a score in float may be off: 1e-5 of what is added up. */
    private double tolerance(float[] a, float[] b) {
        return switch (metric) {
            case COSINE -> TOLERANCE;
            case DOT_PRODUCT -> TOLERANCE * Math.sqrt(dot(a, a) * dot(b, b));
            case EUCLIDEAN -> TOLERANCE * 2 * (dot(a, a) + dot(b, b));
        };
    }

    private double tolerance(float[] query) {
        return vectors.values().stream()
                .mapToDouble(vector -> tolerance(query, vector))
                .max()
                .orElse(0);
    }

    private List<Scored> best(Query query) {
        return vectors.entrySet().stream()
                .filter(entry -> query.allows(entry.getKey()))
                .map(entry -> new Scored(entry.getKey(), score(query.vector(), entry.getValue())))
                .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparingLong(Scored::id))
                .toList();
    }

    /** What is true of the answer of any engine: ids that exist and are allowed, each once, with their scores, best first. */
    public void verifySound(Hits hits, Query query) {
        assertThat(hits.size()).isLessThanOrEqualTo(query.k());
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < hits.size(); i++) {
            long id = hits.id(i);
            assertThat(seen.add(id)).as("id %d only once", id).isTrue();
            assertThat(vectors).containsKey(id);
            assertThat(query.allows(id)).as("id %d is allowed", id).isTrue();
            assertThat(hits.score(i)).isGreaterThanOrEqualTo(query.minScore());
            float[] vector = vector(id);
            assertThat((double) hits.score(i))
                    .isCloseTo(score(query.vector(), vector), within(tolerance(query.vector(), vector)));
            if (i > 0) {
                boolean ordered = hits.score(i - 1) > hits.score(i)
                        || (hits.score(i - 1) == hits.score(i) && hits.id(i - 1) < id);
                assertThat(ordered).as("order at rank %d of %s", i, hits).isTrue();
            }
        }
    }

    /** What is true of the answer of an exact engine: sound, and nothing better left out. */
    public void verifyExact(Hits hits, Query query) {
        verifySound(hits, query);
        double tolerance = tolerance(query.vector());
        Set<Long> found = new HashSet<>();
        Arrays.stream(hits.ids()).forEach(found::add);
        boolean full = hits.size() == query.k();
        double bound = full ? hits.score(hits.size() - 1) : query.minScore();
        for (Scored other : best(query)) {
            if (!found.contains(other.id())) {
                assertThat(other.score())
                        .as("score of id %d, which is not in %s", other.id(), hits)
                        .isLessThanOrEqualTo(bound + tolerance);
                verifyNoTwin(other.id(), hits, full);
            }
        }
    }

    /** An equal vector has an equal score, bit for bit: only the k-th place can divide them, by their ids. */
    private void verifyNoTwin(long id, Hits hits, boolean full) {
        for (int i = 0; i < hits.size(); i++) {
            if (Arrays.equals(vector(id), vector(hits.id(i)))) {
                assertThat(full && hits.score(i) == hits.score(hits.size() - 1) && id > hits.id(hits.size() - 1))
                        .as("id %d has the vector of id %d, but is not in %s", id, hits.id(i), hits)
                        .isTrue();
            }
        }
    }

    /** The same, where all scores are whole numbers and so neither the truth nor the engine rounds. */
    public void verifyWhole(Hits hits, Query query) {
        List<Scored> expected = best(query).stream()
                .filter(scored -> scored.score() >= query.minScore())
                .limit(query.k())
                .toList();
        assertThat(hits.ids()).isEqualTo(expected.stream().mapToLong(Scored::id).toArray());
        for (int i = 0; i < hits.size(); i++) {
            assertThat(hits.score(i)).isEqualTo((float) expected.get(i).score());
        }
    }

    /** The share of the true answer that was found; what is as close as the last of the true answer counts as well. */
    public double recall(Hits hits, Query query) {
        List<Scored> expected = best(query).stream()
                .filter(scored -> scored.score() >= query.minScore())
                .limit(query.k())
                .toList();
        if (expected.isEmpty()) {
            return 1;
        }
        double bound = expected.getLast().score() - tolerance(query.vector());
        long found = Arrays.stream(hits.ids())
                .filter(id -> score(query.vector(), vector(id)) >= bound)
                .count();
        return Math.min(1, (double) found / expected.size());
    }

    /** Compares everything but searches. */
    public void verifyContent(VectorIndex index) {
        assertThat(index.size()).isEqualTo(vectors.size());
        vectors.forEach((id, vector) -> {
            assertThat(index.contains(id)).isTrue();
            assertSame(index.vector(id), vector);
        });
    }

    public static void assertSame(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float largest = 0;
        for (float component : expected) {
            largest = Math.max(largest, Math.abs(component));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-6 * largest));
        }
    }
}
