package io.vicinal.bench.arena;

import io.vicinal.bench.contender.ContenderSpec;
import io.vicinal.bench.contender.ContenderTask;
import io.vicinal.bench.dataset.Dataset;
import io.vicinal.bench.report.Point;
import io.vicinal.cli.terminal.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The contenders of one build setting, each built in a process of its own, one after the other. */
final class Lineup implements Closeable {
    /** Building ten thousand rows a second time takes about as long as a third time. */
    private static final int WARM_ROWS = 10_000;

    private final ArenaPlan plan;
    private final BuildSetting setting;
    private final WorkFolder work;
    private final Roster roster;
    private final List<String> notes;
    private final List<Entrant> entrants = new ArrayList<>();

    private Lineup(ArenaPlan plan, BuildSetting setting, WorkFolder work, List<String> notes) {
        this.plan = plan;
        this.setting = setting;
        this.work = work;
        this.roster = new Roster(plan.javaOptions());
        this.notes = notes;
    }

    /**
     * Builds the contenders. Who fails is left out, with a note.
     *
     * @param plan what the run does
     * @param engines who takes part
     * @param setting how graphs are built
     * @param work where the indexes go
     * @param notes takes what went wrong
     */
    static Lineup build(ArenaPlan plan, List<String> engines, BuildSetting setting, WorkFolder work, List<String> notes)
            throws IOException {
        Lineup lineup = new Lineup(plan, setting, work, notes);
        try (Progress progress = Progress.start("building " + setting, "indexes", engines.size())) {
            for (String engine : engines) {
                lineup.add(engine);
                progress.advance(1);
            }
        } catch (IOException | RuntimeException failure) {
            lineup.close();
            throw failure;
        }
        return lineup;
    }

    private void add(String engine) throws IOException {
        try {
            entrants.add(build(engine));
        } catch (ContenderFailedException failure) {
            notes.add(String.valueOf(failure.getMessage()));
        }
    }

    private Entrant build(String engine) throws IOException {
        Dataset dataset = plan.dataset();
        RunningContender contender = start(engine);
        try {
            if (plan.warmBuilds() && contender.can("warm")) {
                contender.warm(Math.min(WARM_ROWS, dataset.baseCount()));
            }
            IndexMemory before = contender.memory();
            WorkTime time = contender.build(0, dataset.baseCount());
            // What is mapped counts when it was used.
            contender.search("warmup", plan.efforts().get(plan.efforts().size() - 1), 1);
            IndexMemory memory = contender.memory().since(before);
            double residentBytes =
                    contender.residentBytes().map(Long::doubleValue).orElse(Double.NaN);
            Path saved = work.sub(engine + "-saved");
            boolean saves = contender.can("save");
            if (saves) {
                contender.save(saved);
            }
            double indexBytes = saves ? WorkFolder.size(saved) : Double.NaN;
            OpeningTime opening = saves ? open(engine, saved) : OpeningTime.NONE;
            WorkFolder.delete(saved);
            pin(contender);
            return new Entrant(
                    contender,
                    new Entrant.BuildFigures(time, memory, residentBytes, indexBytes, opening),
                    dataset.baseCount());
        } catch (IOException | RuntimeException failure) {
            contender.close();
            throw failure;
        }
    }

    private OpeningTime open(String engine, Path saved) throws IOException {
        try (RunningContender fresh = start(engine)) {
            return fresh.open(saved);
        }
    }

    /** Several searching threads get all processors. */
    private void pin(RunningContender contender) throws IOException {
        if (plan.threads() == 1 && Pinning.processor().isPresent()) {
            contender.pin(Pinning.processor().get());
        }
    }

    private RunningContender start(String engine) throws IOException {
        return start(plan, engine, setting, work, roster);
    }

    static RunningContender start(ArenaPlan plan, String engine, BuildSetting setting, WorkFolder work, Roster roster)
            throws IOException {
        Dataset dataset = plan.dataset();
        Path folder = work.sub(engine);
        ContenderSpec spec = new ContenderSpec(
                dataset.dimension(),
                dataset.metric(),
                setting.connections(),
                setting.effort(),
                plan.buildThreads(),
                folder.resolve("index"));
        ContenderTask task = new ContenderTask(
                engine, spec, dataset.base(), dataset.queries(), dataset.warmup(), plan.threads(), plan.k());
        return roster.start(task, folder);
    }

    /** Those that take part, in the order in which they were named. */
    List<Entrant> entrants() {
        return entrants;
    }

    /** How many rows those had built an index of before that could be warmed up. */
    int warmRows() {
        return entrants.stream()
                .mapToInt(entrant -> entrant.contender().warmRows())
                .max()
                .orElse(0);
    }

    /** What was measured of all of them so far. */
    List<Point> points() {
        return entrants.stream().flatMap(entrant -> entrant.points().stream()).toList();
    }

    /** Goes on without one that failed; what was measured of it remains. */
    void drop(Entrant entrant, ContenderFailedException failure) {
        notes.add(String.valueOf(failure.getMessage()));
        entrant.close();
    }

    @Override
    public void close() {
        entrants.forEach(Entrant::close);
    }
}
