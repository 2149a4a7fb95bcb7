package io.vicinal.collection.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How filters are written, and what is said of texts that are none. */
class FilterParserTest {
    private static final Field X = Filter.field("x");

    private static void means(String text, Filter filter) {
        assertThat(Filter.parse(text)).isEqualTo(filter);
    }

    @Test
    void readsTheExampleOfTheDocumentation() {
        means(
                "year >= 2020 and lang in ('de','fr') and not (tags contains 'draft') and exists(price)",
                Filter.field("year")
                        .ge(2020)
                        .and(Filter.field("lang").in("de", "fr"))
                        .and(Filter.not(Filter.field("tags").contains("draft")))
                        .and(Filter.field("price").exists()));
    }

    @Test
    void readsValues() {
        means("x=1", X.eq(1));
        means("x = +1", X.eq(1));
        means("x=-9223372036854775808", X.eq(Long.MIN_VALUE));
        means("x=1.", X.eq(1.0));
        means("x=.5", X.eq(0.5));
        means("x=-.5e+2", X.eq(-50.0));
        means("x=1E-3", X.eq(0.001));
        means("x=-0.0", X.eq(0.0));
        means("x=true", X.eq(true));
        means("x != FALSE", X.ne(false));
        means("x='it''s \"so\"'", X.eq("it's \"so\""));
        means("x=\"it's \"\"so\"\"\"", X.eq("it's \"so\""));
        means("x=''", X.eq(""));
        means("x='a\nb'", X.eq("a\nb"));
        means("x in ()", X.in());
        means("x in(1,'a',true,2.5)", X.in(1, "a", true, 2.5));
    }

    @Test
    void readsNames() {
        means("_a.b-c_9=1", Filter.field("_a.b-c_9").eq(1));
        means("größe<1", Filter.field("größe").lt(1));
        means("`a b``c`=1", Filter.field("a b`c").eq(1));
        means("`not`=1", Filter.field("not").eq(1));
        means("`1`=1", Filter.field("1").eq(1));
        means(
                "nothing=1 and android=2",
                Filter.field("nothing").eq(1).and(Filter.field("android").eq(2)));
        means("exists( `in` )", Filter.field("in").exists());
    }

    @Test
    void knowsWhatBindsCloser() {
        Filter a = Filter.field("a").eq(1);
        Filter b = Filter.field("b").eq(2);
        Filter c = Filter.field("c").eq(3);
        means("a=1 or b=2 and c=3", a.or(b.and(c)));
        means("(a=1 or b=2) and c=3", a.or(b).and(c));
        means("not a=1 and b=2", Filter.not(a).and(b));
        means("NOT (a=1 AND b=2) Or c=3", Filter.not(a.and(b)).or(c));
        means("not not a=1", Filter.not(Filter.not(a)));
        means("((a=1))", a);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~| 0 | a field's name, not, exists or (",
                "x | 1 | one of = != > >= < <= in contains",
                "x y | 2 | one of = != > >= < <= in contains",
                "x = | 3 | a string, number, true or false",
                "x = y | 4 | a string, number, true or false",
                "x == 1 | 3 | a string, number, true or false",
                "x > true | 4 | a string or number, as booleans have no order,",
                "x > ) | 4 | a string or number",
                "x ! 1 | 3 | =",
                "x = 1 y | 6 | and, or, or the end",
                "x = 1) | 5 | and, or, or the end",
                "(x = 1 | 6 | and, or, or )",
                "x = 1 and | 9 | a field's name, not, exists or (",
                "x = 1 and or | 10 | a field's name, not, exists or (",
                "not | 3 | a field's name, not, exists or (",
                "in = 1 | 0 | a field's name, not, exists or (",
                "'x' = 1 | 0 | a field's name, not, exists or (",
                "1 = x | 0 | a field's name, not, exists or (",
                "x contains 1 | 11 | a string",
                "x in 1 | 5 | ( after in",
                "x in (1 | 7 | , or )",
                "x in (1 2) | 8 | , or )",
                "x in (1,) | 8 | a string, number, true or false",
                "exists x | 7 | ( after exists",
                "exists(1) | 7 | a field's name",
                "exists(x | 8 | )",
                "x = 'a | 4 | a closing '",
                "x = 'a'' | 4 | a closing '",
                "x = \"a | 4 | a closing \"",
                "`x = 1 | 0 | a closing `",
                "` ` = 1 | 0 | a field's name",
                "x = 1.2.3 | 4 | a number",
                "x = 1e | 4 | a number",
                "x = 0x10 | 4 | a number",
                "x = - | 4 | a number",
                "x = . | 4 | a number",
                "x = 2020-01-01 | 8 | and, or, or the end",
                "x = 9223372036854775808 | 4 | a whole number of 64 bits, or a fraction or exponent for a double,",
                "x = 1e999 | 4 | a number in the range of a double",
                "x = 1 && y = 2 | 6 | a name, value or operator",
                "x ?= 1 | 2 | a name, value or operator"
            })
    void refuses(String text, int position, String expected) {
        assertThatExceptionOfType(FilterSyntaxException.class)
                .isThrownBy(() -> Filter.parse(text))
                .satisfies(refusal -> {
                    assertThat(refusal.expected()).isEqualTo(expected);
                    assertThat(refusal.position()).isEqualTo(position);
                });
    }

    @Test
    void showsThePlace() {
        assertThatExceptionOfType(FilterSyntaxException.class)
                .isThrownBy(() -> Filter.parse("year >= ) and lang = 'de'"))
                .withMessage("position 8: expected a string or number but found )%n"
                        .concat("year >= ) and lang = 'de'%n        ^")
                        .formatted());
        assertThatExceptionOfType(FilterSyntaxException.class)
                .isThrownBy(() -> Filter.parse("a = 1\nand\tb =\nor c = 1"))
                .withMessage(
                        "position 14: expected a string, number, true or false but found or%nor c = 1%n^".formatted());
        assertThatExceptionOfType(FilterSyntaxException.class)
                .isThrownBy(() -> Filter.parse("a = 1\nand\tb ="))
                .withMessage(
                        "position 13: expected a string, number, true or false but found the end%nand\tb =%n   \t   ^"
                                .formatted());
    }

    @Test
    void showsOnlyWhatIsAroundThePlace() {
        String text = "x = 1 and ".repeat(1_000) + "!" + " and x = 1".repeat(1_000);
        assertThatExceptionOfType(FilterSyntaxException.class)
                .isThrownBy(() -> Filter.parse(text))
                .satisfies(refusal -> {
                    assertThat(refusal.position()).isEqualTo(10_001);
                    assertThat(refusal.getMessage()).hasSizeLessThan(300);
                });
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        means("(".repeat(500) + "x=1" + ")".repeat(500), X.eq(1));
        for (String opening : new String[] {"(", "not ", "not ("}) {
            assertThatExceptionOfType(FilterSyntaxException.class)
                    .isThrownBy(() -> Filter.parse(opening.repeat(100_000)))
                    .withMessageContaining("a filter nested at most 500 deep");
        }
    }

    /** Whatever is done to a text, it is a filter or refused, and never anything else. */
    @Test
    void survivesDamage() {
        Random random = new Random(6);
        RandomFilters filters = new RandomFilters(random);
        String alphabet = "()'\"`=<>!,.-+eE019 \nxand\ud834\udd1e";
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(filters.next(3).toString());
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int from = random.nextInt(text.length());
                char other = alphabet.charAt(random.nextInt(alphabet.length()));
                text.replace(from, from + random.nextInt(2), String.valueOf(other));
            }
            try {
                Filter filter = Filter.parse(text.toString());
                assertThat(Filter.parse(filter.toString())).isEqualTo(filter);
            } catch (FilterSyntaxException e) {
                refused++;
                assertThat(e.position()).isBetween(0, text.length());
            }
        }
        assertThat(refused).isBetween(5_000, 19_500);
    }
}
