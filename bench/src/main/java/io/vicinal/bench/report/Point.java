package io.vicinal.bench.report;

/**
 * A contender at one effort. What was not measured is {@link Double#NaN}.
 *
 * @param engine the contender, for instance {@code hnswlib-cpp}
 * @param version of the library behind it
 * @param parameters what it was built with
 * @param effort how hard it looked
 * @param recall part of the true neighbours found, mean over the queries; a row as close as the last true one counts
 * @param recallP5 what the worst 5 % of the queries reached at most
 * @param qps queries a second, median of the rounds
 * @param qpsMin of the slowest round
 * @param qpsMax of the fastest round
 * @param p50Micros half of the queries took no longer
 * @param p99Micros 99 % of the queries took no longer
 * @param p999Micros 99.9 % of the queries took no longer
 * @param p99UsualMicros 99 % of the queries took no longer in half of their passes: how much longer some queries take than others, without what the
 *     machine did to one pass or another
 * @param buildSeconds wall time of the build
 * @param buildCpuSeconds processor time of the build, over all threads
 * @param bytesPerVector memory that the index takes, for each row
 * @param heapBytes part of it on the Java heap; NaN where there is none
 * @param residentBytes memory of the whole process after the build
 * @param indexBytes size of the saved index
 * @param openMillis time to open it in a fresh process
 * @param firstAnswerMillis time from opening it to the first answer
 * @param allocationPerQuery bytes of Java heap taken by a query; NaN where there is no Java
 */
public record Point(
        String engine,
        String version,
        String parameters,
        int effort,
        double recall,
        double recallP5,
        double qps,
        double qpsMin,
        double qpsMax,
        double p50Micros,
        double p99Micros,
        double p999Micros,
        double p99UsualMicros,
        double buildSeconds,
        double buildCpuSeconds,
        double bytesPerVector,
        double heapBytes,
        double residentBytes,
        double indexBytes,
        double openMillis,
        double firstAnswerMillis,
        double allocationPerQuery) {}
