package io.vicinal.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class QpsAtRecallTest {
    private static final List<Point> BUILD =
            List.of(point(10, 0.90, 4000), point(20, 0.94, 3500), point(30, 0.93, 3000), point(40, 0.98, 1000));

    @Test
    void takesTheLogarithmToChangeEvenly() {
        QpsAtRecall speed = QpsAtRecall.of(BUILD, 0.96);

        assertThat(speed.qps()).isCloseTo(Math.sqrt(3500 * 1000), within(1e-6));
        assertThat(speed.p99Micros()).isCloseTo(2e6 / Math.sqrt(3500 * 1000), within(1e-6));
        assertThat(speed.atLeast()).isFalse();
    }

    @Test
    void leavesOutPointsThatAnotherBeats() {
        assertThat(Front.of(BUILD)).extracting(Point::effort).containsExactly(10, 20, 40);
        assertThat(QpsAtRecall.of(BUILD, 0.93).qps()).isGreaterThan(3500);
    }

    @Test
    void takesAPointAtTheRecallItself() {
        assertThat(QpsAtRecall.of(BUILD, 0.90).text()).isEqualTo("4,000");
        assertThat(QpsAtRecall.of(BUILD, 0.98).qps()).isEqualTo(1000);
    }

    @Test
    void saysWhenALowerEffortMightBeFaster() {
        QpsAtRecall speed = QpsAtRecall.of(BUILD, 0.8);

        assertThat(speed.text()).isEqualTo("≥\u202f4,000");
        assertThat(speed.ratioTo(QpsAtRecall.of(BUILD, 0.98))).isEqualTo("≥\u202f4.00\u202f×");
        assertThat(QpsAtRecall.of(BUILD, 0.98).ratioTo(speed)).isEqualTo("≤\u202f0.25\u202f×");
    }

    @Test
    void hasNoSpeedWhereTheRecallIsNotReached() {
        QpsAtRecall speed = QpsAtRecall.of(BUILD, 0.99);

        assertThat(speed.reached()).isFalse();
        assertThat(speed.text()).isEqualTo("–");
        assertThat(speed.ratioTo(QpsAtRecall.of(BUILD, 0.9))).isEqualTo("–");
    }

    @Test
    void takesASingleExactPointAsItIs() {
        QpsAtRecall speed = QpsAtRecall.of(List.of(point(0, 1, 168)), 0.95);

        assertThat(speed.qps()).isEqualTo(168);
        assertThat(speed.atLeast()).isFalse();
    }

    @Test
    void choosesTheFastestOfSeveralBuilds() {
        EngineRuns engine = EngineRuns.of(Samples.of(List.of(
                        Samples.point("hnsw", "M 8", 10, 0.90, 5000),
                        Samples.point("hnsw", "M 8", 20, 0.96, 1000),
                        Samples.point("hnsw", "M 32", 10, 0.92, 4000),
                        Samples.point("hnsw", "M 32", 20, 0.97, 2000))))
                .get(0);

        assertThat(engine.at(0.90).parameters()).isEqualTo("M 8");
        assertThat(engine.at(0.95).parameters()).isEqualTo("M 32");
        assertThat(engine.build().parameters()).isEqualTo("M 32");
    }

    private static Point point(int effort, double recall, double qps) {
        return Samples.point("engine", "M 16", effort, recall, qps);
    }
}
