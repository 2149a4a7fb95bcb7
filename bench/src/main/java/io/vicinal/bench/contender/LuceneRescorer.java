package io.vicinal.bench.contender;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;

/** Scores documents found by their codes again, by their floats, as {@code RescoreTopNQuery} does. For one thread. */
final class LuceneRescorer {
    private static final Comparator<ScoreDoc> BY_DOCUMENT = Comparator.comparingInt(found -> found.doc);
    private static final Comparator<ScoreDoc> BEST_FIRST = (a, b) -> Float.compare(b.score, a.score);

    private final FloatVectorValues vectors;

    LuceneRescorer(LeafReader segment) throws IOException {
        this.vectors = segment.getFloatVectorValues(LuceneWriter.FIELD);
    }

    /** Gives documents their exact scores and sorts them by these, best first. */
    void sort(float[] query, ScoreDoc[] found) throws IOException {
        Arrays.sort(found, BY_DOCUMENT);
        VectorScorer scorer = vectors.rescorer(query);
        DocIdSetIterator documents = scorer.iterator();
        for (ScoreDoc one : found) {
            documents.advance(one.doc);
            one.score = scorer.score();
        }
        Arrays.sort(found, BEST_FIRST);
    }
}
