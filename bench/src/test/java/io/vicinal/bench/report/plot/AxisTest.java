package io.vicinal.bench.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void opensUpTowardsFullRecall() {
        RecallAxis axis = RecallAxis.of("recall", List.of(0.6, 0.9995, 1.0), List.of(0.9995, 1.0));

        assertThat(axis.at(0.99) - axis.at(0.9)).isCloseTo(axis.at(0.999) - axis.at(0.99), within(1e-9));
        assertThat(axis.at(0.5)).isZero();
        assertThat(axis.at(1)).isCloseTo(1, within(1e-9)).isGreaterThan(axis.at(0.9995));
        assertThat(axis.ticks(900, 40))
                .extracting(Axis.Tick::label)
                .containsExactly("0.5", "0.8", "0.9", "0.95", "0.99", "0.999", "1");
    }

    @Test
    void reachesDownToTheEngineThatFindsLeast() {
        RecallAxis axis = RecallAxis.of("recall", List.of(0.2, 0.3, 0.99), List.of(0.3, 0.99));

        assertThat(axis.at(0.3)).isBetween(0.0, 1.0);
    }

    @Test
    void labelsTheRecallsThatMatterMostWhereThereIsLittleRoom() {
        RecallAxis axis = RecallAxis.of("recall", List.of(0.6, 0.9995), List.of(0.9995));

        assertThat(axis.ticks(150, 40))
                .extracting(Axis.Tick::label)
                .contains("0.9", "0.99")
                .doesNotContain("0.95");
    }

    @Test
    void marksRoundNumbersOnALogarithmicScale() {
        LogAxis axis = LogAxis.around("qps", DoubleStream.of(150, 8000, Double.NaN));

        assertThat(axis.ticks(400, 12))
                .extracting(Axis.Tick::label)
                .containsExactly("200", "500", "1,000", "2,000", "5,000");
        assertThat(axis.at(150)).isBetween(0.0, 0.1);
    }

    @Test
    void marksANarrowLogarithmicScaleToo() {
        LogAxis axis = LogAxis.around("qps", DoubleStream.of(6600, 8000));

        assertThat(axis.ticks(200, 12)).extracting(Axis.Tick::label).contains("7,000");
    }
}
