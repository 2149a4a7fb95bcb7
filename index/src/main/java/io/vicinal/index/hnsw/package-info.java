/**
 * The engine {@code hnsw}: approximate search over a graph that lies outside the heap, after Malkov and Yashunin, <a
 * href="https://arxiv.org/abs/1603.09320">Efficient and robust approximate nearest neighbor search using Hierarchical Navigable
 * Small World graphs</a>. From some thousand rows on, rows are compared by their codes ({@link io.vicinal.encoding}) until the last step.
 */
@NullMarked
package io.vicinal.index.hnsw;

import org.jspecify.annotations.NullMarked;
