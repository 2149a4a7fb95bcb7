package io.vicinal.bench.contender;

import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.quantization.PQVectors;
import org.jspecify.annotations.Nullable;

/**
 * A graph of JVector's and what it is searched on.
 *
 * @param graph its nodes are rows, from 0
 * @param vectors the floats of the nodes; null if the graph's file holds them
 * @param codes the codes of the nodes; null if floats are searched
 * @param firstRow the number of the row that is node 0
 */
record JVectorIndex(
        ImmutableGraphIndex graph,
        @Nullable RandomAccessVectorValues vectors,
        @Nullable PQVectors codes,
        int firstRow) {}
