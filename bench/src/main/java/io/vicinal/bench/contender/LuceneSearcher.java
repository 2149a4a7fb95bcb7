package io.vicinal.bench.contender;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Searches the one segment of a Lucene index. Without a filter, the segment is asked itself, with the collector and strategy
 * that Lucene's own query uses, which saves what the query does for several segments. With one, the query is asked: it knows
 * when an exact search of the documents allowed is cheaper.
 */
final class LuceneSearcher implements Searcher {
    private final LeafReader segment;
    private final int firstRow;
    private final AcceptDocs all;
    private final IndexSearcher index;
    private final @Nullable LuceneRescorer rescorer;
    private @Nullable LuceneRowQuery lastFilter;

    LuceneSearcher(LeafReader segment, int firstRow, boolean reranks) throws IOException {
        this.segment = segment;
        this.firstRow = firstRow;
        this.all = AcceptDocs.fromLiveDocs(null, segment.maxDoc());
        this.index = new IndexSearcher(segment);
        index.setQueryCache(null);
        this.rescorer = reranks ? new LuceneRescorer(segment) : null;
    }

    @Override
    public int search(float[] query, int effort, @Nullable RowFilter filter, int[] rows) throws IOException {
        int k = Math.max(effort, rows.length);
        ScoreDoc[] found = (filter == null ? nearest(query, k) : nearest(query, k, filter)).scoreDocs;
        int count = Math.min(found.length, rows.length);
        if (rescorer != null) {
            rescorer.sort(query, found);
        }
        for (int i = 0; i < count; i++) {
            rows[i] = found[i].doc + firstRow;
        }
        return count;
    }

    private TopDocs nearest(float[] query, int k) throws IOException {
        TopKnnCollector collector = new TopKnnCollector(k, Integer.MAX_VALUE, KnnSearchStrategy.Hnsw.DEFAULT);
        segment.searchNearestVectors(LuceneWriter.FIELD, query, collector, all);
        return collector.topDocs();
    }

    private TopDocs nearest(float[] query, int k, RowFilter filter) throws IOException {
        if (lastFilter == null || !lastFilter.filter().equals(filter)) {
            lastFilter = new LuceneRowQuery(filter, firstRow, segment.maxDoc());
        }
        return index.search(new KnnFloatVectorQuery(LuceneWriter.FIELD, query, k, lastFilter), k);
    }
}
