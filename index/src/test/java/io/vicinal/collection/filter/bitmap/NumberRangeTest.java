package io.vicinal.collection.filter.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.collection.filter.Comparison;
import io.vicinal.collection.filter.Operator;
import io.vicinal.collection.metadata.Metadata;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumberRangeTest {
    private static final List<Long> LONGS = List.of(
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1,
            -9_007_199_254_740_993L,
            -9_007_199_254_740_992L,
            -2L,
            -1L,
            0L,
            1L,
            2L,
            9_007_199_254_740_991L,
            9_007_199_254_740_992L,
            9_007_199_254_740_993L,
            9_007_199_254_740_994L,
            Long.MAX_VALUE - 1_024,
            Long.MAX_VALUE - 1_023,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE);

    private static final List<Double> DOUBLES = List.of(
            Double.NEGATIVE_INFINITY,
            -Double.MAX_VALUE,
            Math.nextDown(-0x1p63),
            -0x1p63,
            Math.nextUp(-0x1p63),
            -0x1p53,
            -1.5,
            -1.0,
            -0.5,
            -Double.MIN_VALUE,
            0.0,
            Double.MIN_VALUE,
            0.5,
            1.0,
            1.5,
            0x1p53 - 1,
            0x1p53,
            0x1p53 + 2,
            Math.nextDown(0x1p63),
            0x1p63,
            Math.nextUp(0x1p63),
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY);

    private static final List<Operator> RANGES =
            List.of(Operator.EQ, Operator.GT, Operator.GE, Operator.LT, Operator.LE);

    private static boolean has(NumberRange range, long key) {
        return range.first() <= key && key <= range.last();
    }

    private static void verify(Operator operator, Number wanted) {
        Comparison filter = new Comparison("n", operator, wanted);
        for (long whole : LONGS) {
            assertThat(has(NumberRange.longs(operator, wanted), whole))
                    .as("%d %s %s", whole, operator, wanted)
                    .isEqualTo(filter.matches(Metadata.of(Map.of("n", whole))));
        }
        for (double number : DOUBLES) {
            assertThat(has(NumberRange.doubles(operator, wanted), NumberRange.key(number)))
                    .as("%s %s %s", number, operator, wanted)
                    .isEqualTo(filter.matches(Metadata.of(Map.of("n", number))));
        }
    }

    @Test
    void isWhatAComparisonSays() {
        for (Operator operator : RANGES) {
            LONGS.forEach(wanted -> verify(operator, wanted));
            DOUBLES.stream().filter(Double::isFinite).forEach(wanted -> verify(operator, wanted));
        }
    }

    @Test
    void keysAreInTheOrderOfDoubles() {
        for (int i = 1; i < DOUBLES.size(); i++) {
            assertThat(NumberRange.key(DOUBLES.get(i))).isGreaterThan(NumberRange.key(DOUBLES.get(i - 1)));
        }
    }
}
