/** What an arena has found, and the forms in which it is shown: JSON, a table on the terminal, a page for the browser. */
@NullMarked
package io.vicinal.bench.report;

import org.jspecify.annotations.NullMarked;
