package io.vicinal.bench.arena;

import io.vicinal.cli.terminal.Progress;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Measures contenders in turns: what slows the machine down for a while slows all of them. In each round, and at each effort, every
 * contender warms up and then searches the same queries.
 */
final class Rounds {
    private static final double MEASURED_SECONDS = 0.25;
    private static final double FIRST_WARM_UP_SECONDS = 6;
    private static final double WARM_UP_SECONDS = 1;
    private static final double LATER_WARM_UP_SECONDS = 0.1;

    private final Lineup lineup;
    private final Judge judge;
    private final Judge.Truth truth;
    private final Set<Entrant> dropped = new HashSet<>();

    Rounds(Lineup lineup, Judge judge, Judge.Truth truth) {
        this.lineup = lineup;
        this.judge = judge;
        this.truth = truth;
    }

    /** What happens after each round. */
    interface RoundEnd {
        void run() throws IOException;
    }

    /** Measures all contenders at all efforts so many times. */
    void run(int rounds, List<Integer> efforts, RoundEnd roundEnd) throws IOException {
        long steps = (long) rounds * efforts.size() * lineup.entrants().size();
        try (Progress progress = Progress.start("measuring", "series", steps)) {
            for (int round = 0; round < rounds; round++) {
                for (int effort : efforts) {
                    for (Entrant entrant : lineup.entrants()) {
                        measure(entrant, effort, effort == efforts.get(0));
                        progress.advance(1);
                    }
                }
                roundEnd.run();
            }
        }
    }

    private void measure(Entrant entrant, int effort, boolean firstEffort) throws IOException {
        if (dropped.contains(entrant) || (!firstEffort && !entrant.contender().can("effort"))) {
            return;
        }
        try {
            measure(entrant, effort, mostSeconds(entrant.isMeasured(effort), firstEffort));
        } catch (ContenderFailedException failure) {
            dropped.add(entrant);
            lineup.drop(entrant, failure);
        }
    }

    private static double mostSeconds(boolean measured, boolean firstEffort) {
        if (measured) {
            return LATER_WARM_UP_SECONDS;
        }
        return firstEffort ? FIRST_WARM_UP_SECONDS : WARM_UP_SECONDS;
    }

    private void measure(Entrant entrant, int effort, double warmUpSeconds) throws IOException {
        double qps = WarmUp.run(entrant.contender(), effort, warmUpSeconds);
        int passes = (int) Math.ceil(MEASURED_SECONDS * qps / judge.queries().size());
        Searched searched = entrant.contender().search("queries", effort, Math.max(1, passes));
        entrant.add(effort, searched, found -> judge.recall(found, truth));
    }
}
