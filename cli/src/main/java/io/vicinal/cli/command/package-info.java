/** The commands, one class each: what they take, and what they print. */
@NullMarked
package io.vicinal.cli.command;

import org.jspecify.annotations.NullMarked;
