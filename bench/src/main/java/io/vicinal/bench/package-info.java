/** The benchmarks' command line, and what it makes of their results. The benchmarks themselves are in the packages below. */
@NullMarked
package io.vicinal.bench;

import org.jspecify.annotations.NullMarked;
