package io.vicinal.bench.contender;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * The documents that a filter accepts, as a query over a bit set: what a filter costs once Lucene has cached it. Only for an
 * index of one segment.
 */
final class LuceneRowQuery extends Query {
    private final RowFilter filter;
    private final FixedBitSet accepted;
    private final int count;

    LuceneRowQuery(RowFilter filter, int firstRow, int documents) {
        this.filter = filter;
        this.accepted = new FixedBitSet(documents);
        for (int document = 0; document < documents; document++) {
            if (filter.accepts(document + firstRow)) {
                accepted.set(document);
            }
        }
        this.count = accepted.cardinality();
    }

    /** Returns the filter that this is the query for. */
    RowFilter filter() {
        return filter;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext segment) {
                return ConstantScoreScorerSupplier.fromIterator(
                        new BitSetIterator(accepted, count),
                        boost,
                        mode,
                        segment.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext segment) {
                return false;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "rows of ranks %d to %d".formatted(filter.from(), filter.to());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LuceneRowQuery query && filter.equals(query.filter);
    }

    @Override
    public int hashCode() {
        return filter.hashCode();
    }
}
