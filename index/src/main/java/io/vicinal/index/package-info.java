/**
 * Nearest-neighbour indexes: vectors in, neighbours out.
 *
 * <pre>{@code
 * try (VectorIndex index = VectorIndex.builder(384, Metric.COSINE).flat().create()) {
 *   index.add(42, vector);
 *   Hits hits = index.search(Query.of(question).k(10));
 *   index.save(Path.of("my.index"));
 * }
 * }</pre>
 *
 * <p>How it searches is the affair of an {@link io.vicinal.index.Engine}; another can be added from outside.
 */
package io.vicinal.index;
