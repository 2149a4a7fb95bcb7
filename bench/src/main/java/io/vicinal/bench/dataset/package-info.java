/**
 * The vectors that an arena is run on: read from files, or made on the spot and kept in the user's cache folder.
 *
 * <pre>{@code
 * Dataset dataset = Datasets.named("clustered-128-100000", null, 10, Datasets.defaultFolder());
 * float[][] queries = Vectors.read(dataset.queries());
 * }</pre>
 */
@NullMarked
package io.vicinal.bench.dataset;

import org.jspecify.annotations.NullMarked;
