package io.vicinal.analysis;

import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a taste likes and dislikes, as vectors. */
final class Liking {
    /** Scores to liked ones that differ by less, for vectors of length 1, count for nearly the same. */
    private static final float SOFTNESS = 0.1f;

    private final Metric metric;
    private final List<@Nullable String> ids = new ArrayList<>();
    private final List<float[]> liked = new ArrayList<>();
    private final List<float[]> disliked = new ArrayList<>();
    private double scale = 1;

    private Liking(Metric metric) {
        this.metric = metric;
    }

    static Liking of(Taste taste, Collection collection) {
        Liking liking = new Liking(collection.spec().metric());
        for (String id : taste.liked()) {
            liking.ids.add(id);
            liking.liked.add(vector(id, collection));
        }
        for (float[] vector : taste.likedVectors()) {
            liking.ids.add(null);
            liking.liked.add(vector);
        }
        taste.disliked().forEach(id -> liking.disliked.add(vector(id, collection)));
        liking.disliked.addAll(taste.dislikedVectors());
        int dimension = collection.spec().dimension();
        liking.liked.forEach(vector -> requireDimension(vector, dimension));
        liking.disliked.forEach(vector -> requireDimension(vector, dimension));
        if (liking.liked.isEmpty()) {
            throw new IllegalArgumentException("at least one document or vector must be liked");
        }
        liking.scale = liking.scale();
        return liking;
    }

    private static float[] vector(String id, Collection collection) {
        return collection
                .get(id)
                .flatMap(Document::vector)
                .orElseThrow(() -> new IllegalArgumentException("there is no document '%s'".formatted(id)));
    }

    private static void requireDimension(float[] vector, int dimension) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "dimension is %d but a vector of the taste has %d components".formatted(dimension, vector.length));
        }
    }

    /** What vectors of length 1 have between -1 and 1, others have between multiples of this. */
    private double scale() {
        return metric == Metric.COSINE
                ? 1
                : liked.stream()
                        .mapToDouble(vector -> Kernels.dot(vector, vector))
                        .filter(squared -> squared > 0)
                        .average()
                        .orElse(1);
    }

    /** Each next one is the farthest from those before; all of them if there are no more than asked for. */
    List<float[]> farthestApart(int most) {
        if (liked.size() <= most) {
            return liked;
        }
        float[] nearest = new float[liked.size()];
        Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
        List<float[]> chosen = new ArrayList<>();
        int next = 0;
        while (chosen.size() < most) {
            float[] vector = liked.get(next);
            chosen.add(vector);
            for (int i = 0; i < nearest.length; i++) {
                nearest[i] = i == next
                        ? Float.POSITIVE_INFINITY
                        : Math.max(nearest[i], Scores.of(metric, vector, liked.get(i)));
            }
            next = lowest(nearest);
        }
        return chosen;
    }

    private static int lowest(float[] values) {
        int lowest = 0;
        for (int i = 1; i < values.length; i++) {
            lowest = values[i] < values[lowest] ? i : lowest;
        }
        return lowest;
    }

    /** Judges a document; empty if it is nearer to something disliked than to anything liked. */
    Optional<Recommendation> recommend(Document document, float[] vector, float aversion) {
        float[] scores = new float[liked.size()];
        int nearest = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Scores.of(metric, vector, liked.get(i));
            nearest = scores[i] > scores[nearest] ? i : nearest;
        }
        float best = scores[nearest];
        float worst = Float.NEGATIVE_INFINITY;
        for (float[] other : disliked) {
            worst = Math.max(worst, Scores.of(metric, vector, other));
        }
        if (worst > best) {
            return Optional.empty();
        }
        float score = soft(scores, best) - (disliked.isEmpty() ? 0 : aversion * worst);
        return Optional.of(new Recommendation(document, score, Optional.ofNullable(ids.get(nearest))));
    }

    /** The largest, and a little more for each that comes near to it: far ones count for nothing. */
    private float soft(float[] scores, float largest) {
        double softness = SOFTNESS * scale;
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp((score - largest) / softness);
        }
        return (float) (largest + softness * Math.log(sum));
    }
}
