/** Benchmarks of exact search over rows beyond the cache, and of what one thread can read from memory at all. */
@NullMarked
package io.vicinal.bench.flat;

import org.jspecify.annotations.NullMarked;
