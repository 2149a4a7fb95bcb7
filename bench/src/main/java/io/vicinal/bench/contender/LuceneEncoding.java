package io.vicinal.bench.contender;

import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.jspecify.annotations.Nullable;

/** What Lucene's graph is searched on. Beside codes, Lucene always keeps the floats. */
enum LuceneEncoding {
    /** The floats. */
    FLOAT32("float32", null),

    /** A byte for each component. */
    INT8("8-bit codes", ScalarEncoding.UNSIGNED_BYTE),

    /** Half a byte for each component. */
    INT4("4-bit codes", ScalarEncoding.PACKED_NIBBLE),

    /** One bit for each component of a row and four for each of a query. */
    ONE_BIT("1-bit codes", ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);

    private final String label;
    private final @Nullable ScalarEncoding codes;

    LuceneEncoding(String label, @Nullable ScalarEncoding codes) {
        this.label = label;
        this.codes = codes;
    }

    /** Tells whether rows found by their codes have to be compared again, by their floats. */
    boolean reranks() {
        return codes != null;
    }

    /** Returns a format whose segments get no graph, so that it is built once, when they are merged. */
    KnnVectorsFormat withoutGraph(ContenderSpec spec) {
        return format(spec, 1, null, Integer.MAX_VALUE);
    }

    /** Returns the format whose graph is built by so many threads as the spec says, in one merge. */
    KnnVectorsFormat withGraph(ContenderSpec spec, ExecutorService threads) {
        int workers = spec.buildThreads();
        return format(spec, workers, workers > 1 ? threads : null, Lucene99HnswVectorsFormat.HNSW_GRAPH_THRESHOLD);
    }

    /**
     * Segments get no graph if a search in it would look at more rows than there are.
     *
     * @param fewest rows searched for, when that is estimated
     */
    private KnnVectorsFormat format(ContenderSpec spec, int workers, @Nullable ExecutorService threads, int fewest) {
        int connections = spec.connections();
        int buildEffort = spec.buildEffort();
        return codes == null
                ? new Lucene99HnswVectorsFormat(connections, buildEffort, workers, threads, fewest)
                : new Lucene104HnswScalarQuantizedVectorsFormat(
                        codes, connections, buildEffort, workers, threads, fewest);
    }

    @Override
    public String toString() {
        return label;
    }
}
