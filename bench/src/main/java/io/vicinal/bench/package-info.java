/** The {@code bench} module. */
@NullMarked
package io.vicinal.bench;

import org.jspecify.annotations.NullMarked;
