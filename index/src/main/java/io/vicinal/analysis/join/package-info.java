/** Every row compared with every other, block by block, and the nearest of each kept. */
@NullMarked
package io.vicinal.analysis.join;

import org.jspecify.annotations.NullMarked;
