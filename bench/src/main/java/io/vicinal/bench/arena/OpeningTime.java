package io.vicinal.bench.arena;

/**
 * How long a saved index takes in a fresh process.
 *
 * @param openMillis until it is open
 * @param firstAnswerMillis until the first answer, from the beginning
 */
record OpeningTime(double openMillis, double firstAnswerMillis) {
    /** Of a contender that can't save. */
    static final OpeningTime NONE = new OpeningTime(Double.NaN, Double.NaN);
}
