package io.vicinal.bench.contender;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.quantization.PQVectors;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * JVector as its tutorials show it: vectors and graph on the heap after a build, both read from a mapped file after opening. The
 * graph is built on the floats, with hierarchy and final refinement, as JVector does when nothing else is asked for.
 */
final class JVectorContender implements Contender {
    private static final float NEIGHBOR_OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;

    private final ContenderSpec spec;
    private final JVectorCodes codes;
    private @Nullable JVectorIndex index;

    JVectorContender(ContenderSpec spec, JVectorCodes codes) {
        this.spec = spec;
        this.codes = codes;
    }

    @Override
    public String version() {
        try {
            return Versions.ofArtifact("io.github.jbellis", "jvector-base");
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public String parameters() {
        return "M %d, degree %d on the bottom level, beamWidth %d, neighborOverflow %s, alpha %s, %s, %s"
                .formatted(
                        spec.connections(),
                        2 * spec.connections(),
                        spec.buildEffort(),
                        NEIGHBOR_OVERFLOW,
                        ALPHA,
                        codes,
                        VectorizationProvider.getInstance().getClass().getSimpleName());
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public boolean saves() {
        return true;
    }

    @Override
    public void build(VectorRows base, int from, int to) throws IOException {
        RandomAccessVectorValues vectors = new ListRandomAccessVectorValues(copy(base, from, to), spec.dimension());
        try (ForkJoinPool threads = new ForkJoinPool(spec.buildThreads())) {
            PQVectors encoded = codes.encode(vectors, spec.metric(), threads);
            index = new JVectorIndex(graph(vectors, threads), vectors, encoded, from);
        }
    }

    private static List<VectorFloat<?>> copy(VectorRows base, int from, int to) {
        VectorTypeSupport types = VectorizationProvider.getInstance().getVectorTypeSupport();
        List<VectorFloat<?>> vectors = new ArrayList<>(to - from);
        for (int row = from; row < to; row++) {
            float[] vector = new float[base.dimension()];
            base.copy(row, vector);
            vectors.add(types.createFloatVector(vector));
        }
        return vectors;
    }

    private ImmutableGraphIndex graph(RandomAccessVectorValues vectors, ForkJoinPool threads) throws IOException {
        BuildScoreProvider scores = BuildScoreProvider.randomAccessScoreProvider(vectors, similarity());
        List<Integer> degrees = List.of(2 * spec.connections(), spec.connections());
        try (GraphIndexBuilder builder = GraphIndexBuilder.builder(scores, spec.dimension(), degrees)
                .withBeamWidth(spec.buildEffort())
                .withNeighborOverflow(NEIGHBOR_OVERFLOW)
                .withAlpha(ALPHA)
                .withSimdExecutor(threads)
                .withParallelExecutor(threads)
                .build()) {
            return builder.build(vectors);
        }
    }

    private VectorSimilarityFunction similarity() {
        return spec.metric() == Metric.EUCLIDEAN
                ? VectorSimilarityFunction.EUCLIDEAN
                : VectorSimilarityFunction.DOT_PRODUCT;
    }

    @Override
    public void save(Path folder) throws IOException {
        JVectorFiles.save(opened(), folder);
    }

    @Override
    public void open(Path folder) throws IOException {
        close();
        index = JVectorFiles.open(folder, codes);
    }

    @Override
    public Searcher searcher() {
        return new JVectorSearcher(opened(), similarity());
    }

    private JVectorIndex opened() {
        if (index == null) {
            throw new IllegalStateException("neither built nor opened");
        }
        return index;
    }

    @Override
    public void close() throws IOException {
        if (index != null) {
            index.graph().close();
            index = null;
        }
    }
}
