package io.vicinal.bench.arena;

import io.vicinal.bench.report.Point;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A contender that was built, and what was measured of it so far. */
final class Entrant implements Closeable {
    private final RunningContender contender;
    private final BuildFigures build;
    private final int rows;
    private final Map<Integer, Series> series = new TreeMap<>();

    Entrant(RunningContender contender, BuildFigures build, int rows) {
        this.contender = contender;
        this.build = build;
        this.rows = rows;
    }

    /**
     * What is known of an index before it is searched.
     *
     * @param time what the build took
     * @param memory what the index added to the memory in use
     * @param residentBytes of the whole process
     * @param indexBytes size of the saved index
     * @param opening how long it takes to open it
     */
    record BuildFigures(
            WorkTime time, IndexMemory memory, double residentBytes, double indexBytes, OpeningTime opening) {}

    RunningContender contender() {
        return contender;
    }

    /** Whether it was measured at an effort at least once. */
    boolean isMeasured(int effort) {
        return series.containsKey(effort);
    }

    /** Takes what a round measured. What was found is the same in each, so the first is judged. */
    void add(int effort, Searched round, Function<int[][], Recall> judge) {
        series.computeIfAbsent(effort, first -> new Series(judge.apply(round.found()), round.allocatedPerQuery()))
                .add(round);
    }

    List<Point> points() {
        List<Point> points = new ArrayList<>();
        series.forEach((effort, one) -> points.add(point(effort, one)));
        return points;
    }

    private Point point(int effort, Series one) {
        double[] micros = one.percentileMicros(50, 99, 99.9);
        return new Point(
                contender.engine(),
                contender.version(),
                contender.parameters(),
                effort,
                one.recall().mean(),
                one.recall().fifthPercentile(),
                one.median(),
                one.slowest(),
                one.fastest(),
                micros[0],
                micros[1],
                micros[2],
                one.usualMicros(99),
                build.time().seconds(),
                build.time().cpuSeconds(),
                build.memory().bytes() / rows,
                build.memory().heapBytes(),
                build.residentBytes(),
                build.indexBytes(),
                build.opening().openMillis(),
                build.opening().firstAnswerMillis(),
                one.allocatedPerQuery());
    }

    @Override
    public void close() {
        contender.close();
    }
}
