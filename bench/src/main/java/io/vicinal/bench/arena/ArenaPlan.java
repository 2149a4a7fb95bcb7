package io.vicinal.bench.arena;

import io.vicinal.bench.dataset.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run of the arena does.
 *
 * @param dataset what is searched
 * @param engines names of the contenders
 * @param k how many neighbours are searched for
 * @param efforts how hard to look, ascending
 * @param builds how the graphs are built, one setting after the other
 * @param buildThreads threads that build
 * @param warmBuilds whether JVMs build a smaller index before the one that is timed
 * @param threads threads that search
 * @param rounds how often everything is measured
 * @param baseline the contender that the others are compared with
 * @param selectivities parts of the rows that queries may find in filtered runs; empty for none
 * @param churn part of the rows that is replaced in a churn run; 0 for none
 * @param javaOptions further flags for the JVMs of contenders
 * @param out where the results go
 */
record ArenaPlan(
        Dataset dataset,
        List<String> engines,
        int k,
        List<Integer> efforts,
        List<BuildSetting> builds,
        int buildThreads,
        boolean warmBuilds,
        int threads,
        int rounds,
        Optional<String> baseline,
        List<Double> selectivities,
        double churn,
        List<String> javaOptions,
        Path out) {}
