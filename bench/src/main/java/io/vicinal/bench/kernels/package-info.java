/** Benchmarks of the similarity kernels, beside the plain loop that everyone would write. */
@NullMarked
package io.vicinal.bench.kernels;

import org.jspecify.annotations.NullMarked;
