package io.vicinal.bench.report;

/**
 * A contender after some of its rows were replaced by others.
 *
 * @param engine the contender
 * @param parameters what it was built with
 * @param replaced part of the rows that is new since the build
 * @param effort how hard it looked
 * @param recall part of the true neighbours found, mean over the queries
 * @param freshRecall the same of an index built of the same rows at once
 * @param qps queries a second
 * @param changeSeconds time that this step's removals and additions took
 */
public record ChurnPoint(
        String engine,
        String parameters,
        double replaced,
        int effort,
        double recall,
        double freshRecall,
        double qps,
        double changeSeconds) {}
