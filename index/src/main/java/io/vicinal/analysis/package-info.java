/**
 * What embeddings are for, beyond search: the nearest neighbours of everything, duplicates, clusters. Begin with {@link io.vicinal.analysis.Vectors},
 * which is what is looked at, and {@link io.vicinal.analysis.KnnGraph}, on which most of the others stand.
 *
 * <p>Everything here gives the same answer each time, with any number of threads, where its documentation doesn't say otherwise.
 */
@NullMarked
package io.vicinal.analysis;

import org.jspecify.annotations.NullMarked;
