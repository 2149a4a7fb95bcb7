/**
 * Approximate search over the graph of the library hnswlib-core. The library keeps the graph, on the heap; the vectors stay in
 * the rows of the index and are compared by the kernels.
 */
package io.vicinal.index.hnswlib;
