/** Exact search: every vector is compared, at the speed of memory. */
package io.vicinal.index.flat;
