package io.vicinal.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a run has found, in a sentence. */
final class Finding {
    private Finding() {}

    /** Returns the sentence: who is fastest at the usual recall, and where the best engine of this library stands. */
    static String of(ArenaResult result) {
        List<EngineRuns> reached = EngineRuns.bySpeed(result).stream()
                .filter(engine -> engine.at(EngineRuns.USUAL_RECALL).reached())
                .toList();
        if (reached.isEmpty()) {
            return "No engine reached recall %.2f.".formatted(EngineRuns.USUAL_RECALL);
        }
        EngineRuns fastest = reached.get(0);
        Optional<EngineRuns> ours =
                reached.stream().filter(EngineRuns::ours).min(Comparator.comparingInt(reached::indexOf));
        long engines = result.points().stream().map(Point::engine).distinct().count();
        String sentence = "At recall %.2f, %s%s answers %s queries a second%s"
                .formatted(
                        EngineRuns.USUAL_RECALL,
                        fastest.engine(),
                        engines == 1 ? "" : ", the fastest of %d engines,".formatted(engines),
                        speed(fastest),
                        comparison(fastest, reached, result));
        if (fastest.ours() || ours.isEmpty()) {
            return sentence + ".";
        }
        return "%s; %s, the fastest of this library, answers %s%s."
                .formatted(sentence, ours.get().engine(), speed(ours.get()), comparison(ours.get(), reached, result));
    }

    private static String speed(EngineRuns engine) {
        QpsAtRecall speed = engine.at(EngineRuns.USUAL_RECALL);
        return (speed.atLeast() ? "at least " : "") + Figures.rounded(speed.qps());
    }

    /** How it compares with the baseline, where that can be said without a bound. */
    private static String comparison(EngineRuns engine, List<EngineRuns> reached, ArenaResult result) {
        return reached.stream()
                .filter(other ->
                        result.baseline().filter(other.engine()::equals).isPresent())
                .filter(other -> !other.engine().equals(engine.engine()))
                .map(other -> ratio(engine, other))
                .findFirst()
                .orElse("");
    }

    private static String ratio(EngineRuns engine, EngineRuns baseline) {
        QpsAtRecall one = engine.at(EngineRuns.USUAL_RECALL);
        QpsAtRecall other = baseline.at(EngineRuns.USUAL_RECALL);
        boolean exact = !one.atLeast() && !other.atLeast();
        return exact ? ", %s that of %s".formatted(one.ratioTo(other), baseline.engine()) : "";
    }
}
