/** Nearest-neighbour indexes. */
package io.vicinal.index;
