package io.vicinal.bench.contender;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;

/**
 * Writes rows as one Lucene segment whose graph is built once, by several threads. A graph is built by several threads only when
 * segments are merged, so the rows are written without one first; then all segments are merged at once, in their order.
 */
final class LuceneWriter {
    static final String FIELD = "vector";
    static final String FIRST_ROW = "first-row";

    private static final double BUFFER_MEGABYTES = 256;

    private final ContenderSpec spec;
    private final LuceneEncoding encoding;

    LuceneWriter(ContenderSpec spec, LuceneEncoding encoding) {
        this.spec = spec;
        this.encoding = encoding;
    }

    void write(Directory directory, VectorRows base, int from, int to) throws IOException {
        try (IndexWriter writer =
                new IndexWriter(directory, configuration(encoding.withoutGraph(spec), NoMergePolicy.INSTANCE))) {
            add(writer, base, from, to);
        }
        LogDocMergePolicy allAtOnce = new LogDocMergePolicy();
        allAtOnce.setMergeFactor(Integer.MAX_VALUE);
        allAtOnce.setNoCFSRatio(0);
        ExecutorService threads = Executors.newFixedThreadPool(spec.buildThreads());
        try (threads;
                IndexWriter writer =
                        new IndexWriter(directory, configuration(encoding.withGraph(spec, threads), allAtOnce))) {
            writer.forceMerge(1);
            writer.setLiveCommitData(Map.of(FIRST_ROW, Integer.toString(from)).entrySet());
        }
    }

    /** Writes at least two segments, as one alone would not be merged. */
    private void add(IndexWriter writer, VectorRows base, int from, int to) throws IOException {
        float[] vector = new float[base.dimension()];
        KnnFloatVectorField field = new KnnFloatVectorField(FIELD, vector, similarity(spec.metric()));
        Document document = new Document();
        document.add(field);
        for (int row = from; row < to; row++) {
            base.copy(row, vector);
            writer.addDocument(document);
            if (row == from) {
                writer.flush();
            }
        }
    }

    private static IndexWriterConfig configuration(KnnVectorsFormat format, MergePolicy merges) {
        Codec codec = new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
        return new IndexWriterConfig()
                .setCodec(codec)
                .setMergePolicy(merges)
                .setUseCompoundFile(false)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES);
    }

    private static VectorSimilarityFunction similarity(Metric metric) {
        if (metric == Metric.EUCLIDEAN) {
            return VectorSimilarityFunction.EUCLIDEAN;
        }
        return metric == Metric.COSINE
                ? VectorSimilarityFunction.DOT_PRODUCT
                : VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
    }
}
