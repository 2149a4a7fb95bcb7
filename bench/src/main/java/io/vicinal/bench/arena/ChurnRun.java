package io.vicinal.bench.arena;

import io.vicinal.bench.report.ChurnPoint;
import io.vicinal.cli.terminal.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces rows in steps, the oldest by new ones. An index of the first rows is followed through the dataset like a window; after each
 * step it is compared with an index that was built of the same rows at once.
 */
final class ChurnRun {
    private static final int STEPS = 5;

    private final ArenaPlan plan;
    private final WorkFolder work;
    private final Judge judge;
    private final Roster roster;
    private final List<String> notes;
    private final List<ChurnPoint> points = new ArrayList<>();

    ChurnRun(ArenaPlan plan, WorkFolder work, Judge judge, List<String> notes) {
        this.plan = plan;
        this.work = work;
        this.judge = judge;
        this.roster = new Roster(plan.javaOptions());
        this.notes = notes;
    }

    List<ChurnPoint> run() throws IOException {
        List<Judge.Truth> truths = new ArrayList<>();
        for (int step = 0; step <= STEPS; step++) {
            int from = first(step);
            truths.add(judge.truth(query -> row -> row >= from && row < from + windowRows()));
        }
        try (Progress progress =
                Progress.start("replacing rows", "steps", (long) plan.engines().size() * STEPS)) {
            for (String engine : plan.engines()) {
                churn(engine, truths, progress);
            }
        }
        return points;
    }

    /** So many rows that the rest suffices to replace the wanted part of them. */
    private int windowRows() {
        return (int) (plan.dataset().baseCount() / (1 + plan.churn()));
    }

    private int first(int step) {
        return (int) (windowRows() * plan.churn() * step / STEPS);
    }

    private void churn(String engine, List<Judge.Truth> truths, Progress progress) throws IOException {
        try (RunningContender contender = start(engine)) {
            if (!contender.can("change")) {
                notes.add(engine + ": can't replace rows, so it is not in the churn run");
                progress.advance(STEPS);
                return;
            }
            contender.build(0, windowRows());
            for (int step = 1; step <= STEPS; step++) {
                WorkTime change = contender
                        .remove(first(step - 1), first(step))
                        .plus(contender.add(first(step - 1) + windowRows(), first(step) + windowRows()));
                compare(contender, step, truths.get(step), change);
                progress.advance(1);
            }
        } catch (ContenderFailedException failure) {
            notes.add(String.valueOf(failure.getMessage()));
        }
    }

    private void compare(RunningContender changed, int step, Judge.Truth truth, WorkTime change) throws IOException {
        try (RunningContender fresh = start(changed.engine())) {
            fresh.build(first(step), first(step) + windowRows());
            for (int effort :
                    changed.can("effort") ? plan.efforts() : plan.efforts().subList(0, 1)) {
                Searched searched = changed.search("queries", effort, 1);
                Searched freshSearched = fresh.search("queries", effort, 1);
                points.add(new ChurnPoint(
                        changed.engine(),
                        changed.parameters(),
                        plan.churn() * step / STEPS,
                        effort,
                        judge.recall(searched.found(), truth).mean(),
                        judge.recall(freshSearched.found(), truth).mean(),
                        searched.qps(),
                        change.seconds()));
            }
        }
    }

    private RunningContender start(String engine) throws IOException {
        return Lineup.start(plan, engine, plan.builds().get(0), work, roster);
    }
}
