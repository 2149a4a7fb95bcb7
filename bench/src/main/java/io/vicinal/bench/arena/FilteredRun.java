package io.vicinal.bench.arena;

import io.vicinal.bench.contender.RowFilter;
import io.vicinal.bench.contender.RowFilters;
import io.vicinal.bench.report.FilteredPoint;
import io.vicinal.cli.terminal.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lets queries find only a part of the rows: a random one, and one in which rows close to the query are frequent. */
final class FilteredRun {
    private static final double WARM_UP_SECONDS = 3;

    private final ArenaPlan plan;
    private final Lineup lineup;
    private final Judge judge;
    private final Judge.Truth unfiltered;
    private final Path file;
    private final List<FilteredPoint> points = new ArrayList<>();

    FilteredRun(ArenaPlan plan, Lineup lineup, Judge judge, Judge.Truth unfiltered, Path folder) {
        this.plan = plan;
        this.lineup = lineup;
        this.judge = judge;
        this.unfiltered = unfiltered;
        this.file = folder.resolve("filter.bin");
    }

    List<FilteredPoint> run() throws IOException {
        List<Entrant> able = lineup.entrants().stream()
                .filter(entrant -> entrant.contender().can("filter"))
                .toList();
        long steps = 2L * plan.selectivities().size() * able.size();
        try (Progress progress = Progress.start("filtering", "series", steps)) {
            for (double selectivity : plan.selectivities()) {
                for (FilterKind kind : FilterKind.values()) {
                    measure(able, kind, selectivity, progress);
                }
            }
        }
        return points;
    }

    private void measure(List<Entrant> able, FilterKind kind, double selectivity, Progress progress)
            throws IOException {
        RowFilters filters = kind.filters(judge, selectivity);
        filters.write(file);
        Judge.Truth truth = judge.truth(query -> filters.all().get(query)::accepts);
        double lift = lift(filters) / selectivity;
        for (Entrant entrant : able) {
            RunningContender contender = entrant.contender();
            contender.filter(file);
            for (int effort :
                    contender.can("effort") ? plan.efforts() : plan.efforts().subList(0, 1)) {
                points.add(point(contender, kind, selectivity, lift, effort, truth));
            }
            contender.unfilter();
            progress.advance(1);
        }
    }

    private FilteredPoint point(
            RunningContender contender, FilterKind kind, double selectivity, double lift, int effort, Judge.Truth truth)
            throws IOException {
        WarmUp.run(contender, effort, WARM_UP_SECONDS);
        double[] qps = new double[plan.rounds()];
        Searched searched = contender.search("queries", effort, 1);
        qps[0] = searched.qps();
        for (int round = 1; round < qps.length; round++) {
            qps[round] = contender.search("queries", effort, 1).qps();
        }
        Arrays.sort(qps);
        return new FilteredPoint(
                contender.engine(),
                contender.parameters(),
                kind.label(),
                selectivity,
                lift,
                effort,
                judge.recall(searched.found(), truth).mean(),
                qps[qps.length / 2]);
    }

    /** Part of the rows nearest to a query that it may find. */
    private double lift(RowFilters filters) {
        long allowed = 0;
        long all = 0;
        for (int query = 0; query < unfiltered.rows().length; query++) {
            RowFilter filter = filters.all().get(query);
            int[] nearest = Arrays.copyOf(unfiltered.rows()[query], plan.k());
            allowed += Arrays.stream(nearest).filter(filter::accepts).count();
            all += nearest.length;
        }
        return (double) allowed / all;
    }
}
