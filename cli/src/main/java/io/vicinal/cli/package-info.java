/** The {@code cli} module. */
@NullMarked
package io.vicinal.cli;

import org.jspecify.annotations.NullMarked;
