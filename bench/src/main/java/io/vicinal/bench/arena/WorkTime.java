package io.vicinal.bench.arena;

import java.util.Map;

/**
 * What a contender's work took.
 *
 * @param seconds wall time
 * @param cpuSeconds processor time over all threads
 */
record WorkTime(double seconds, double cpuSeconds) {
    static WorkTime of(Map<String, String> values) {
        return new WorkTime(
                Double.parseDouble(values.getOrDefault("seconds", "NaN")),
                Double.parseDouble(values.getOrDefault("cpuSeconds", "NaN")));
    }

    WorkTime plus(WorkTime other) {
        return new WorkTime(seconds + other.seconds, cpuSeconds + other.cpuSeconds);
    }
}
