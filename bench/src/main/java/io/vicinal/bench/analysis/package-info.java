/** Benchmarks of what looks at all vectors together, beside the kernels' own speed and the plain loops that everyone would write. */
@NullMarked
package io.vicinal.bench.analysis;

import org.jspecify.annotations.NullMarked;
