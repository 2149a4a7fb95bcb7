/** What a person at a terminal sees, and what a program reads. */
@NullMarked
package io.vicinal.cli.terminal;

import org.jspecify.annotations.NullMarked;
