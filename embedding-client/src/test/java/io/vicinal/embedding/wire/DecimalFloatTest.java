package io.vicinal.embedding.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as JSON writes them, against the JDK. */
class DecimalFloatTest {
    /** Fails where an easy answer differs from the JDK's in a single bit. */
    private static boolean easy(String number) {
        char[] padded = ("7" + number + "7").toCharArray();
        float parsed = DecimalFloat.parse(padded, 1, number.length());
        if (Float.isNaN(parsed)) {
            return false;
        }
        float expected = Float.parseFloat(number);
        if (Float.floatToRawIntBits(parsed) != Float.floatToRawIntBits(expected)) {
            assertThat(parsed).as(number).isEqualTo(expected);
        }
        return true;
    }

    @Test
    void whatHostsSendIsEasyAndExact() {
        SplittableRandom random = new SplittableRandom(1);
        int easy = 0;
        for (int i = 0; i < 60_000; i++) {
            float component = (float) (random.nextDouble(-1, 1) * Math.pow(10, -random.nextInt(6)));
            easy += easy(Float.toString(component)) ? 1 : 0;
            easy += easy(Double.toString(component)) ? 1 : 0;
            easy += easy(String.format(Locale.ROOT, "%.9f", component)) ? 1 : 0;
        }
        assertThat(easy).isGreaterThan(178_000);
    }

    @Test
    void anyFloatIsExact() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 60_000; i++) {
            float any = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(any)) {
                easy(Float.toString(any));
                easy(new BigDecimal(any).toPlainString());
            }
        }
    }

    /** Where the next digit decides which of two floats is nearer. */
    @Test
    void theMiddleOfTwoFloatsIsExact() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 15_000; i++) {
            float low = (float) random.nextDouble(-2, 2);
            BigDecimal middle =
                    new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.valueOf(2));
            for (int digits = 8; digits <= 19; digits++) {
                BigDecimal near = middle.round(new MathContext(digits));
                easy(near.toString());
                easy(near.add(near.ulp()).toPlainString());
            }
        }
    }

    @Test
    void digitsOfAnyNumberAndExponentAreExact() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 60_000; i++) {
            long digits = random.nextLong() >>> random.nextInt(64);
            easy(Long.toString(digits));
            easy(digits + "e" + (random.nextInt(90) - 60));
            easy("0." + Long.toUnsignedString(digits) + "E+" + random.nextInt(40));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "-0.0e5",
                "1e22",
                "1e23",
                "1e-22",
                "1e-23",
                "16777217",
                "16777219",
                "3.4028235e38",
                "3.4028236e38",
                "1e39",
                "1.17549435e-38",
                "1e-45",
                "1e-46",
                "99999999999999999",
                "999999999999999999",
                "9999999999999999999",
                "0.000000000000000000000000000001",
                "1e999",
                "1e+5",
                "1E5",
                "1e05",
                "1e0005"
            })
    void theEdgesAreExactOrLeftToTheJdk(String number) {
        easy(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e", "1e+", "1e5x", "1x", "1.2.3", "NaN", "Infinity", "1e-", "1e1234"})
    void whatIsNoNumberIsLeftToTheJdk(String number) {
        assertThat(DecimalFloat.parse(number.toCharArray(), 0, number.length())).isNaN();
    }
}
