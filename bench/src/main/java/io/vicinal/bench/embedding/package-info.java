/** {@code ./vicinal bench embedding}: what happens to vectors between a host and a program: answers are read, caches looked into. */
@NullMarked
package io.vicinal.bench.embedding;

import org.jspecify.annotations.NullMarked;
