package io.vicinal.bench.arena;

/**
 * How often a thread that never waits stands still: for interrupts, for what else runs on its core, for other guests of the machine. Nothing that
 * is measured is ever faster than that, and the shorter searches are the more of their slowest are such stops.
 *
 * @param perSecond how many there were in a second
 * @param meanMicros how long one took
 */
record Stops(double perSecond, double meanMicros) {
    /** Between two looks at the clock there is next to nothing to do, so what takes as long as this is a stop. */
    private static final long SHORTEST_NANOS = 5_000;

    private static final long WARM_UP_NANOS = 200_000_000;
    private static final long MEASURED_NANOS = 500_000_000;

    /** Looks at the clock for a while. */
    static Stops measure() {
        watch(WARM_UP_NANOS);
        return watch(MEASURED_NANOS);
    }

    private static Stops watch(long nanos) {
        long start = System.nanoTime();
        long last = start;
        long stopped = 0;
        int stops = 0;
        while (last - start < nanos) {
            long now = System.nanoTime();
            if (now - last >= SHORTEST_NANOS) {
                stopped += now - last;
                stops++;
            }
            last = now;
        }
        return new Stops(stops * 1e9 / (last - start), stops == 0 ? 0 : stopped / 1e3 / stops);
    }

    /** Says it in a line. */
    String describe() {
        return "%,.0f a second, of %.0f µs on average".formatted(perSecond, meanMicros);
    }
}
