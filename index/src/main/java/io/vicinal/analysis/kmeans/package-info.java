/** k-means over rows: where clusters have their centres. */
@NullMarked
package io.vicinal.analysis.kmeans;

import org.jspecify.annotations.NullMarked;
