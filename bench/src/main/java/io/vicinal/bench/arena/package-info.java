/** {@code vicinal arena}: contenders on the same data in one run. */
@NullMarked
package io.vicinal.bench.arena;

import org.jspecify.annotations.NullMarked;
