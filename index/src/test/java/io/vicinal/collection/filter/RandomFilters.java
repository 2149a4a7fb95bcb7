package io.vicinal.collection.filter;

import io.vicinal.collection.metadata.RandomMetadata;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Filters of any shape over names and values of {@link RandomMetadata}. */
public final class RandomFilters {
    private final Random random;
    private final RandomMetadata values;

    public RandomFilters(Random random) {
        this.random = random;
        this.values = new RandomMetadata(random);
    }

    /** Returns one that is nested at most so deep. */
    public Filter next(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return question(Filter.field(values.name()));
        }
        return switch (random.nextInt(5)) {
            case 0 -> Filter.not(next(depth - 1));
            case 1 -> next(depth - 1).and(next(depth - 1));
            case 2 -> next(depth - 1).or(next(depth - 1));
            case 3 -> Filter.all(several(depth - 1));
            default -> Filter.any(several(depth - 1));
        };
    }

    private List<Filter> several(int depth) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> next(depth))
                .toList();
    }

    private Filter question(Field field) {
        return switch (random.nextInt(9)) {
            case 0 -> field.eq(value());
            case 1 -> field.ne(value());
            case 2 -> field.gt(ordered());
            case 3 -> field.ge(ordered());
            case 4 -> field.lt(ordered());
            case 5 -> field.le(ordered());
            case 6 ->
                field.in(IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value())
                        .toList());
            case 7 -> field.contains(values.text());
            default -> field.exists();
        };
    }

    private Object ordered() {
        return switch (random.nextInt(3)) {
            case 0 -> values.text();
            case 1 -> values.whole();
            default -> values.number();
        };
    }

    private Object value() {
        return random.nextInt(5) == 0 ? random.nextBoolean() : ordered();
    }
}
