/** Plots as SVG: scales, lines with marks, and a label beside the end of each line. Colours come from a style sheet. */
@NullMarked
package io.vicinal.bench.report.plot;

import org.jspecify.annotations.NullMarked;
