package io.vicinal.collection.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vicinal.collection.metadata.Metadata;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What filters mean. */
class FilterTest {
    private static final Metadata BOOK = Metadata.builder()
            .put("lang", "de")
            .put("year", 2020)
            .put("price", 9.5)
            .put("sold", true)
            .put("tags", List.of("maps", "10"))
            .put("none", List.of())
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lang = 'de'",
                "lang != 'fr'",
                "lang > 'dd'",
                "lang >= 'de'",
                "lang < 'df'",
                "lang <= 'de'",
                "lang contains 'e'",
                "lang contains ''",
                "lang in ('fr', 'de')",
                "exists(lang)",
                "lang != 1",
                "year = 2020",
                "year = 2020.0",
                "year > 2019.5",
                "year <= 2.02e3",
                "year in (2020.0)",
                "year != 'x'",
                "price = 9.5",
                "price > 9",
                "price < 10",
                "price >= -1",
                "price in (1, 9.5)",
                "sold = true",
                "sold != false",
                "sold in (false, true)",
                "sold != 'true'",
                "tags = 'maps'",
                "tags in ('x', '10')",
                "tags contains '10'",
                "tags != 'x'",
                "tags != 10",
                "exists(none)",
                "none != 'x'",
                "not (lang = 'fr')",
                "not missing = 1",
                "not (missing != 1)",
                "not exists(missing)",
                "lang = 'fr' or year = 2020 and sold = true",
                "not lang = 'fr' and year = 2020"
            })
    void matches(String filter) {
        assertThat(Filter.parse(filter).matches(BOOK)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lang = 'DE'",
                "lang != 'de'",
                "lang > 'de'",
                "lang < 'de'",
                "lang = 1",
                "lang > 1",
                "lang < 1",
                "lang contains 'E'",
                "lang in ()",
                "lang in ('fr', 1)",
                "year = '2020'",
                "year > '1'",
                "year < '3'",
                "year = true",
                "year contains '20'",
                "year != 2020.0",
                "sold = 'true'",
                "sold = 1",
                "sold = false",
                "tags = 10",
                "tags = 'map'",
                "tags contains 'map'",
                "tags > 'a'",
                "tags < 'z'",
                "tags != 'maps'",
                "none = ''",
                "none contains ''",
                "none in ('', 'x')",
                "missing = 1",
                "missing != 1",
                "missing < 1",
                "missing in (1)",
                "missing contains ''",
                "exists(missing)",
                "not (lang = 'de')",
                "(lang = 'fr' or year = 2020) and sold = false"
            })
    void doesNotMatch(String filter) {
        assertThat(Filter.parse(filter).matches(BOOK)).isFalse();
    }

    /** Every pair of hard numbers, long or double, against decimals of unlimited precision. */
    @Test
    void comparesNumbersExactly() {
        List<Object> numbers = List.of(
                0L,
                1L,
                -1L,
                5L,
                -5L,
                9_007_199_254_740_992L,
                9_007_199_254_740_993L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MAX_VALUE - 1,
                Long.MIN_VALUE + 1,
                0.0,
                -0.0,
                0.5,
                -0.5,
                5.5,
                -5.5,
                4.9,
                -4.9,
                0x1p53,
                0x1p53 + 2,
                0x1p63,
                -0x1p63,
                Math.nextDown(0x1p63),
                Math.nextDown(-0x1p63),
                1e300,
                -1e300,
                Double.MIN_VALUE,
                -Double.MIN_VALUE);
        for (Object stored : numbers) {
            Metadata metadata = Metadata.of(Map.of("n", stored));
            for (Object wanted : numbers) {
                int sign = exactly(stored).compareTo(exactly(wanted));
                for (Operator operator : Operator.values()) {
                    assertThat(new Comparison("n", operator, wanted).matches(metadata))
                            .as("%s %s %s", stored, operator, wanted)
                            .isEqualTo(operator.holds(sign));
                }
            }
        }
    }

    private static BigDecimal exactly(Object number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal((Double) number);
    }

    @Test
    void infiniteValuesAreBeyondAllOthers() {
        Metadata metadata = Metadata.builder()
                .put("x", Double.POSITIVE_INFINITY)
                .put("y", Double.NEGATIVE_INFINITY)
                .build();
        assertThat(Filter.parse("x > 1e308 and x > 9223372036854775807 and y < -9223372036854775808")
                        .matches(metadata))
                .isTrue();
    }

    @Test
    void readsAsItIsBuilt() {
        Filter filter = Filter.field("year")
                .ge(2020)
                .and(Filter.field("lang").in("de", "fr"))
                .and(Filter.not(Filter.field("tags").contains("draft")))
                .or(Filter.field("price").exists());
        assertThat(filter)
                .hasToString("year >= 2020 and lang in ('de', 'fr') and not (tags contains 'draft') or exists(price)");
    }

    @Test
    void thoseOfTheSameKindAreOne() {
        Filter a = Filter.field("a").eq(1);
        Filter b = Filter.field("b").eq(2);
        Filter c = Filter.field("c").eq(3);
        assertThat(a.and(b.and(c))).isEqualTo(a.and(b).and(c)).isEqualTo(Filter.all(List.of(a, b, c)));
        assertThat(a.or(b.or(c))).isEqualTo(a.or(b).or(c)).isEqualTo(Filter.any(List.of(a, b, c)));
        assertThat(Filter.all(List.of(a))).isEqualTo(a);
        assertThat(Filter.field("x").in(1, 2, 1)).isEqualTo(Filter.field("x").in(List.of(1L, 2L)));
        assertThat(Filter.field("x").eq(1f))
                .isEqualTo(Filter.field("x").eq(1.0))
                .isNotEqualTo(Filter.field("x").eq(1));
    }

    @Test
    void parsesWhatItPrints() {
        RandomFilters filters = new RandomFilters(new Random(5));
        for (int i = 0; i < 5_000; i++) {
            Filter filter = filters.next(5);
            assertThat(Filter.parse(filter.toString())).isEqualTo(filter);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without it may do
    void refusesWhatCannotBeAsked() {
        refuses(() -> Filter.field("\t"), "a field must have a name but \"\t\" is blank");
        refuses(() -> new Exists(""), "a field must have a name but \"\" is blank");
        refuses(
                () -> Filter.field("x").gt(Double.NaN),
                "field \"x\" can be compared with finite numbers but not with NaN");
        refuses(
                () -> Filter.field("x").in(1, Double.POSITIVE_INFINITY),
                "field \"x\" can be compared with finite numbers but not with Infinity");
        refuses(
                () -> Filter.field("x").eq(List.of("a")),
                "field \"x\" can be compared with a string, number or boolean but not with a "
                        + List.of("a").getClass().getTypeName());
        refuses(
                () -> Filter.field("x").in(Arrays.asList("a", null)),
                "field \"x\" can be compared with a string, number or boolean but not with null");
        refuses(() -> Filter.field("x").lt(true), "field \"x\": booleans have no order, so < cannot be asked of true");
        refuses(() -> Filter.all(List.of()), "filters joined by and must be at least 2 but are 0");
        refuses(() -> Filter.any(List.of()), "filters joined by or must be at least 2 but are 0");
    }

    private static void refuses(Runnable action, String message) {
        assertThatIllegalArgumentException().isThrownBy(action::run).withMessage(message);
    }
}
