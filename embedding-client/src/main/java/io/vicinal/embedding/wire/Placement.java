package io.vicinal.embedding.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Collects the vectors of a body and gives each its place: by index if the host gives one, else by position. */
final class Placement {
    /** The index of a vector that has none. */
    static final int NO_INDEX = -1;

    private final int count;
    private final int dimension;
    private final List<float[]> vectors = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Integer> indexes = new ArrayList<>();

    /**
     * Expects vectors.
     *
     * @param count how many
     * @param dimension of each, or 0 if that is not known yet
     */
    Placement(int count, int dimension) {
        this.count = count;
        this.dimension = dimension;
    }

    void add(float[] vector, String problem, int index) throws MalformedBodyException {
        if (vectors.size() == count) {
            throw new MalformedBodyException("%d texts were sent but there are more vectors".formatted(count));
        }
        vectors.add(vector);
        problems.add(problem);
        indexes.add(index);
    }

    Answer answer(@Nullable String id, @Nullable String model, OptionalLong tokens, OptionalDouble cost)
            throws MalformedBodyException {
        if (vectors.size() != count) {
            throw new MalformedBodyException(
                    "%d texts were sent but there are %d vectors".formatted(count, vectors.size()),
                    vectors.isEmpty(),
                    null);
        }
        int[] places = places();
        List<float[]> placed = new ArrayList<>(Collections.nCopies(count, new float[0]));
        List<String> why = new ArrayList<>(Collections.nCopies(count, ""));
        int expected = expectedDimension();
        for (int i = 0; i < count; i++) {
            float[] vector = vectors.get(i);
            String problem = problems.get(i);
            if (problem.isEmpty() && vector.length != expected) {
                problem = "dimension is %d but it has %d components".formatted(expected, vector.length);
            }
            placed.set(places[i], problem.isEmpty() ? vector : new float[0]);
            why.set(places[i], problem);
        }
        return new Answer(placed, why, id, model, tokens, cost);
    }

    private int[] places() throws MalformedBodyException {
        long without = indexes.stream().filter(index -> index == NO_INDEX).count();
        if (without != 0 && without != count) {
            throw new MalformedBodyException("%d of %d vectors have no index".formatted(without, count));
        }
        int[] places = new int[count];
        boolean[] taken = new boolean[count];
        for (int i = 0; i < count; i++) {
            int place = without == 0 ? indexes.get(i) : i;
            if (place < 0 || place >= count) {
                throw new MalformedBodyException("index %d of %d texts".formatted(place, count));
            }
            if (taken[place]) {
                throw new MalformedBodyException("index %d is there twice".formatted(place));
            }
            taken[place] = true;
            places[i] = place;
        }
        return places;
    }

    /** Without knowledge, vectors that differ in length leave no way to tell which are right. */
    private int expectedDimension() throws MalformedBodyException {
        if (dimension > 0) {
            return dimension;
        }
        int[] lengths = vectors.stream()
                .mapToInt(vector -> vector.length)
                .filter(length -> length > 0)
                .distinct()
                .toArray();
        if (lengths.length > 1) {
            throw new MalformedBodyException(
                    "vectors of one answer have %s components".formatted(Arrays.toString(lengths)));
        }
        return lengths.length == 0 ? 0 : lengths[0];
    }
}
