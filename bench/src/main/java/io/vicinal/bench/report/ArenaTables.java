package io.vicinal.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A result as text for a terminal, in tables of at most 120 columns or so. */
public final class ArenaTables {
    private static final int WIDEST_NAME = 24;
    private static final int WIDEST_PARAMETERS = 36;

    private ArenaTables() {}

    /**
     * Writes the tables: speed, cost, and, where they were measured, filters and changes.
     *
     * @param result what was found
     * @return lines in ASCII as far as the names are; empty where nothing was found
     */
    public static String of(ArenaResult result) {
        List<EngineRuns> engines = EngineRuns.bySpeed(result);
        Optional<EngineRuns> baseline = result.baseline()
                .flatMap(name -> engines.stream()
                        .filter(engine -> engine.engine().equals(name))
                        .findFirst());
        String notes = result.notes().stream().map(note -> note + "\n").collect(Collectors.joining());
        String tables = Stream.of(
                        speed(result, engines, baseline),
                        sweep(engines),
                        cost(engines),
                        filtered(result),
                        churned(result))
                .filter(table -> !table.isEmpty())
                .map(Table::toString)
                .collect(Collectors.joining());
        return ascii(notes.isEmpty() ? tables : tables + "\n" + notes);
    }

    private static Table speed(ArenaResult result, List<EngineRuns> engines, Optional<EngineRuns> baseline) {
        String title = "%s, k = %d: queries a second at recall%s"
                .formatted(
                        result.dataset(),
                        result.k(),
                        baseline.map(engine -> ", and times " + engine.engine()).orElse(""));
        List<String> header = new ArrayList<>(List.of("engine", "version"));
        for (double recall : EngineRuns.RECALLS) {
            header.add("%.2f".formatted(recall));
            baseline.ifPresent(engine -> header.add(""));
        }
        header.addAll(List.of("best recall", "p99 us at %.2f".formatted(EngineRuns.USUAL_RECALL), "usually"));
        Table table = new Table(title, header);
        for (EngineRuns engine : engines) {
            List<String> row = new ArrayList<>(List.of(
                    clip(engine.engine(), WIDEST_NAME), clip(engine.build().version(), WIDEST_NAME)));
            for (double recall : EngineRuns.RECALLS) {
                QpsAtRecall speed = engine.at(recall);
                row.add(speed.text());
                baseline.ifPresent(base -> row.add(speed.ratioTo(base.at(recall))));
            }
            row.add(Figures.recall(engine.bestRecall()));
            QpsAtRecall usual = engine.at(EngineRuns.USUAL_RECALL);
            row.add(Figures.rounded(usual.p99Micros()));
            row.add(Figures.rounded(usual.p99UsualMicros()));
            table.add(row);
        }
        return table;
    }

    /** Which of several builds of an engine is the fastest; empty where each was built in one way. */
    private static Table sweep(List<EngineRuns> engines) {
        Table table = new Table("Fastest build at recall", List.of("engine", "0.90", "0.95", "0.99"));
        for (EngineRuns engine : engines) {
            if (engine.builds().size() > 1) {
                List<String> row = new ArrayList<>(List.of(clip(engine.engine(), WIDEST_NAME)));
                for (double recall : EngineRuns.RECALLS) {
                    QpsAtRecall speed = engine.at(recall);
                    row.add(speed.reached() ? clip(speed.parameters(), WIDEST_PARAMETERS - 6) : Figures.NONE);
                }
                table.add(row);
            }
        }
        return table;
    }

    private static Table cost(List<EngineRuns> engines) {
        Table table = new Table(
                "Cost",
                List.of("engine", "built with", "s", "CPU s", "B/vector", "heap", "index", "open ms", "B/query"));
        for (EngineRuns engine : engines) {
            Point build = engine.build();
            table.add(List.of(
                    clip(engine.engine(), WIDEST_NAME),
                    clip(build.parameters(), WIDEST_PARAMETERS),
                    Figures.rounded(build.buildSeconds()),
                    Figures.rounded(build.buildCpuSeconds()),
                    Figures.rounded(build.bytesPerVector()),
                    Figures.bytes(build.heapBytes()),
                    Figures.bytes(build.indexBytes()),
                    Figures.rounded(build.openMillis()),
                    Figures.rounded(build.allocationPerQuery())));
        }
        return table;
    }

    private static Table filtered(ArenaResult result) {
        Table table = new Table(
                "With filters, at the effort that is the fastest with recall %.2f, or else finds most"
                        .formatted(FilteredChoice.RECALL),
                List.of("engine", "filter", "allowed", "lift", "effort", "recall", "queries/s"));
        for (FilteredPoint point : FilteredChoice.of(result.filtered())) {
            table.add(List.of(
                    clip(point.engine(), WIDEST_NAME),
                    clip(point.filter(), WIDEST_NAME),
                    Figures.percent(point.selectivity()),
                    Figures.rounded(point.lift()),
                    String.valueOf(point.effort()),
                    Figures.recall(point.recall()),
                    Figures.rounded(point.qps())));
        }
        return table;
    }

    private static Table churned(ArenaResult result) {
        Table table = new Table(
                "After changes; fresh: an index built of the same rows at once",
                List.of("engine", "replaced", "effort", "recall", "fresh", "difference", "queries/s", "s to change"));
        for (ChurnPoint point : result.churned()) {
            table.add(List.of(
                    clip(point.engine(), WIDEST_NAME),
                    Figures.percent(point.replaced()),
                    String.valueOf(point.effort()),
                    Figures.recall(point.recall()),
                    Figures.recall(point.freshRecall()),
                    Figures.recall(point.recall() - point.freshRecall()),
                    Figures.rounded(point.qps()),
                    Figures.rounded(point.changeSeconds())));
        }
        return table;
    }

    static String clip(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 3) + "...";
    }

    /** Terminals that know nothing but ASCII are still about. */
    private static String ascii(String text) {
        return text.replace("≥", ">=")
                .replace("≤", "<=")
                .replace("×", "x")
                .replace(Figures.NONE, "-")
                .replace('\u202f', ' ');
    }
}
