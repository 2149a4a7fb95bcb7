/**
 * The engines and their peers, each behind the same interface, and the process in which one of them is built and searched:
 * what an arena sees of a contender is what {@link io.vicinal.bench.contender.ContenderProcess} reads and writes.
 */
@NullMarked
package io.vicinal.bench.contender;

import org.jspecify.annotations.NullMarked;
