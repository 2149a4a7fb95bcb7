package io.vicinal.bench;

import java.util.Map;

/**
 * What one benchmark gave with one choice of parameters.
 *
 * @param benchmark its name from the suite on, such as {@code kernels.ArrayPairs.Bits512.dot}
 * @param parameters by name
 * @param nanos median of the iterations, nanoseconds an operation
 * @param spread the slowest iteration divided by the fastest
 * @param allocated bytes an operation; NaN where it was not measured
 */
record Measurement(String benchmark, Map<String, String> parameters, double nanos, double spread, double allocated) {}
