/** Similarity of float vectors: cosine, dot product and squared Euclidean distance, one row at a time or many. */
package io.vicinal.kernel;
