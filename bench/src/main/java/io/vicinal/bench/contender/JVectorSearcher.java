package io.vicinal.bench.contender;

import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult.NodeScore;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction.ExactScoreFunction;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.quantization.PQVectors;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import org.jspecify.annotations.Nullable;

/** Searches with one of JVector's searchers, which are for one thread and meant to be used again. */
final class JVectorSearcher implements Searcher {
    private static final VectorTypeSupport TYPES =
            VectorizationProvider.getInstance().getVectorTypeSupport();

    private final GraphSearcher searcher;
    private final RandomAccessVectorValues vectors;
    private final boolean onHeap;
    private final @Nullable PQVectors codes;
    private final VectorSimilarityFunction similarity;
    private final int firstRow;

    JVectorSearcher(JVectorIndex index, VectorSimilarityFunction similarity) {
        this.searcher = new GraphSearcher(index.graph());
        this.vectors = index.vectors() == null ? (RandomAccessVectorValues) searcher.getView() : index.vectors();
        this.onHeap = index.vectors() != null;
        this.codes = index.codes();
        this.similarity = similarity;
        this.firstRow = index.firstRow();
    }

    @Override
    public int search(float[] query, int effort, @Nullable RowFilter filter, int[] rows) {
        Bits accepted = filter == null ? Bits.ALL : node -> filter.accepts(node + firstRow);
        int candidates = Math.max(effort, rows.length);
        NodeScore[] found = searcher.search(
                        scores(TYPES.createFloatVector(query)), rows.length, candidates, 0, 0, accepted)
                .getNodes();
        for (int i = 0; i < found.length; i++) {
            rows[i] = found[i].node + firstRow;
        }
        return found.length;
    }

    private SearchScoreProvider scores(VectorFloat<?> query) {
        ExactScoreFunction exact = exactScores(query);
        return codes == null
                ? new DefaultSearchScoreProvider(exact)
                : new DefaultSearchScoreProvider(codes.precomputedScoreFunctionFor(query, similarity), exact);
    }

    /** JVector's own function reads each vector into the same array, which would only copy those that are on the heap. */
    private ExactScoreFunction exactScores(VectorFloat<?> query) {
        return onHeap
                ? node -> similarity.compare(query, vectors.getVector(node))
                : vectors.rerankerFor(query, similarity);
    }
}
