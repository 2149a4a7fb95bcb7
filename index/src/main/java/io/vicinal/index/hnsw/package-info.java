/**
 * The engine {@code hnsw}: approximate search over a graph that lies outside the heap, after Malkov and Yashunin, <a
 * href="https://arxiv.org/abs/1603.09320">Efficient and robust approximate nearest neighbor search using Hierarchical Navigable
 * Small World graphs</a>.
 */
@NullMarked
package io.vicinal.index.hnsw;

import org.jspecify.annotations.NullMarked;
