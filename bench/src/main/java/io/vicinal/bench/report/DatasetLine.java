package io.vicinal.bench.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was searched, in a line. */
final class DatasetLine {
    /** A sentence, which needs no name before it. */
    private static final String DESCRIPTION = "description";

    private DatasetLine() {}

    static String of(ArenaResult result) {
        Stream<String> facts = result.datasetFacts().entrySet().stream()
                .map(fact ->
                        fact.getKey().equals(DESCRIPTION) ? fact.getValue() : fact.getKey() + " " + fact.getValue());
        return Stream.concat(facts, Stream.of("k = " + result.k())).collect(Collectors.joining("; "));
    }
}
