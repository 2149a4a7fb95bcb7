package io.vicinal.bench.arena;

import io.vicinal.bench.dataset.Dataset;
import io.vicinal.bench.dataset.Vectors;
import io.vicinal.bench.report.ArenaFiles;
import io.vicinal.bench.report.ArenaResult;
import io.vicinal.bench.report.ChurnPoint;
import io.vicinal.bench.report.FilteredPoint;
import io.vicinal.bench.report.Point;
import io.vicinal.format.VectorMapping;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs an arena. What has been measured is written after each round, so that a run that is ended early leaves the rounds that were
 * complete.
 */
final class ArenaRun {
    private final ArenaPlan plan;
    private final Map<String, String> facts;
    private final List<Point> points = new ArrayList<>();
    private final List<FilteredPoint> filtered = new ArrayList<>();
    private final List<ChurnPoint> churned = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Prepares a run.
     *
     * @param plan what it does
     * @param command what the user typed, for the report
     */
    ArenaRun(ArenaPlan plan, String command) {
        this.plan = plan;
        this.facts = new LinkedHashMap<>(Machine.facts());
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("command", command);
        facts.put("rounds", Integer.toString(plan.rounds()));
        facts.put("build threads", Integer.toString(plan.buildThreads()));
        facts.put("search threads", searchThreads());
    }

    private String searchThreads() {
        if (plan.threads() > 1) {
            return Integer.toString(plan.threads());
        }
        return Pinning.processor().isPresent() ? "1, the process kept on one core" : "1, on any core";
    }

    /** Measures everything and returns it; it is in the plan's folder then. */
    ArenaResult run() throws IOException {
        Files.createDirectories(plan.out());
        try (Arena memory = Arena.ofShared();
                WorkFolder work = WorkFolder.create(plan.out())) {
            Dataset dataset = plan.dataset();
            Judge judge = new Judge(
                    dataset.metric(),
                    VectorMapping.map(dataset.base(), memory),
                    List.of(Vectors.read(dataset.queries())),
                    plan.k());
            Judge.Truth truth = judge.truth(dataset);
            List<String> engines = plan.engines();
            for (BuildSetting setting : plan.builds()) {
                engines = measure(engines, setting, judge, truth, work);
            }
            if (plan.churn() > 0) {
                churned.addAll(new ChurnRun(plan, work, judge, notes).run());
                write();
            }
            return result(points);
        }
    }

    /** Measures one line-up and returns those for whom another build setting makes a difference. */
    private List<String> measure(
            List<String> engines, BuildSetting setting, Judge judge, Judge.Truth truth, WorkFolder work)
            throws IOException {
        try (Lineup lineup = Lineup.build(plan, engines, setting, work, notes)) {
            int warmRows = lineup.warmRows();
            if (warmRows > 0) {
                facts.put("builds", "in JVMs that have built an index of " + warmRows + " rows before");
            }
            new Rounds(lineup, judge, truth).run(plan.rounds(), plan.efforts(), () -> write(lineup));
            if (!plan.selectivities().isEmpty()) {
                filtered.addAll(new FilteredRun(plan, lineup, judge, truth, work.sub("filter")).run());
            }
            points.addAll(lineup.points());
            write();
            return lineup.entrants().stream()
                    .map(Entrant::contender)
                    .filter(contender -> contender.can("effort"))
                    .map(RunningContender::engine)
                    .toList();
        }
    }

    private void write(Lineup lineup) throws IOException {
        List<Point> all = new ArrayList<>(points);
        all.addAll(lineup.points());
        ArenaFiles.write(result(all), plan.out());
    }

    private void write() throws IOException {
        ArenaFiles.write(result(points), plan.out());
    }

    private ArenaResult result(List<Point> all) {
        return new ArenaResult(
                facts,
                plan.dataset().name(),
                texts(plan.dataset().facts()),
                plan.k(),
                plan.baseline(),
                all,
                filtered,
                churned,
                notes.stream().distinct().toList());
    }

    private static Map<String, String> texts(Map<String, Object> facts) {
        Map<String, String> texts = new LinkedHashMap<>();
        facts.forEach((name, value) -> texts.put(
                name,
                value instanceof Double number ? String.format(Locale.ROOT, "%.3g", number) : String.valueOf(value)));
        // The result has it as its own.
        texts.remove("name");
        return texts;
    }
}
