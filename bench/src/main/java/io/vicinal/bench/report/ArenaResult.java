package io.vicinal.bench.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of the arena has found.
 *
 * @param facts what a reader must know to judge the run, by name: machine, JDK, date, command, and so on
 * @param dataset name of the dataset
 * @param datasetFacts what the dataset is, by name: description, metric, dimension, rows, queries, and so on
 * @param k how many neighbours were searched for
 * @param baseline the contender that the others are compared with, if it took part
 * @param points contenders at efforts; those of one contender with the same parameters follow one another, effort ascending
 * @param filtered contenders with filters; empty without such a run
 * @param churned contenders after changes; empty without such a run
 * @param notes sentences on what was left out and why
 */
public record ArenaResult(
        Map<String, String> facts,
        String dataset,
        Map<String, String> datasetFacts,
        int k,
        Optional<String> baseline,
        List<Point> points,
        List<FilteredPoint> filtered,
        List<ChurnPoint> churned,
        List<String> notes) {}
