package io.vicinal.bench.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookTest {
    @Test
    void neverRepeatsColourAndShapeTogether() {
        assertThat(IntStream.range(0, 40).mapToObj(look -> Look.classes(look).replace(" again", "") + Look.shape(look)))
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsTheColoursOfOurEngines() {
        assertThat(IntStream.range(3, 40).mapToObj(look -> Look.classes(look).replace(" again", "")))
                .doesNotContain("s0", "s1", "s2");
    }
}
