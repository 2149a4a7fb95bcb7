package io.vicinal.bench.report;

/**
 * A contender at one effort, where queries may find only a part of the rows.
 *
 * @param engine the contender
 * @param parameters what it was built with
 * @param filter {@code random}, or {@code correlated}: close to the query more rows than elsewhere are allowed
 * @param selectivity part of the rows that is allowed
 * @param lift how many times more often the rows nearest to a query are allowed than any row; 1 for random ones
 * @param effort how hard it looked
 * @param recall part of the true allowed neighbours found, mean over the queries
 * @param qps queries a second, median of the rounds
 */
public record FilteredPoint(
        String engine,
        String parameters,
        String filter,
        double selectivity,
        double lift,
        int effort,
        double recall,
        double qps) {}
