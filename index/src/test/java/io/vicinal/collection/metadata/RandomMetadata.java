package io.vicinal.collection.metadata;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Metadata of few names and values, so that filters find some of it, and of some that are hard to keep or compare. */
public final class RandomMetadata {
    private static final List<String> NAMES = List.of("a", "b.c", "year", "not", "naïve name`", "tags");
    private static final String[] TEXTS = {
        "", "de", "fr", "d", "it's", "\"q\"", "ab cd", "ünï", "𝄞x", "line\nbreak", "10"
    };
    private static final long[] LONGS = {
        0,
        1,
        -1,
        2,
        2020,
        9_007_199_254_740_992L,
        9_007_199_254_740_993L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE - 1
    };
    private static final double[] DOUBLES = {
        0, 1, -1, 0.5, 1.5, -1.5, 2020, 0x1p53, 0x1p63, -0x1p63, 1e300, -1e300, Double.MIN_VALUE, Math.nextDown(0x1p63)
    };

    private final Random random;

    public RandomMetadata(Random random) {
        this.random = random;
    }

    public Metadata next() {
        Metadata.Builder builder = Metadata.builder();
        for (int fields = random.nextInt(6); fields > 0; fields--) {
            String name = name();
            switch (random.nextInt(8)) {
                case 0, 1 -> builder.put(name, text());
                case 2, 3 -> builder.put(name, whole());
                case 4, 5 -> builder.put(name, random.nextInt(40) == 0 ? Double.POSITIVE_INFINITY : number());
                case 6 -> builder.put(name, random.nextBoolean());
                default -> builder.put(name, texts());
            }
        }
        return builder.build();
    }

    public String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    public String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    public long whole() {
        return random.nextInt(8) == 0 ? random.nextLong() : LONGS[random.nextInt(LONGS.length)];
    }

    public double number() {
        return random.nextInt(8) == 0 ? random.nextGaussian() : DOUBLES[random.nextInt(DOUBLES.length)];
    }

    private List<String> texts() {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> text()).toList();
    }
}
