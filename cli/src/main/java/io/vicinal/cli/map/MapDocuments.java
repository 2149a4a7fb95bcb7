package io.vicinal.cli.map;

import io.vicinal.analysis.Vectors;
import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import io.vicinal.collection.Page;
import io.vicinal.collection.ScrollRequest;
import io.vicinal.collection.filter.Filter;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a picture, with their vectors.
 *
 * @param documents without their vectors
 * @param vectors of these documents, in the same order; to be closed
 * @param all how many documents there were to choose from
 */
record MapDocuments(List<MapDocument> documents, Vectors vectors, long all) implements AutoCloseable {
    private static final int PAGE = 256;

    /**
     * Reads documents, all in one pass, so that texts and vectors belong together while others write.
     *
     * @param collection where they are
     * @param filter which; null for all
     * @param most how many at most; of more, some at equal distances are taken
     * @param read is told how many documents have been looked at
     */
    static MapDocuments read(Collection collection, @Nullable Filter filter, int most, LongConsumer read)
            throws InterruptedIOException {
        long all = filter == null ? collection.size() : count(collection, filter);
        List<MapDocument> documents = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        Scrolling scrolling = new Scrolling(collection, filter);
        scrolling.forEach(ScrollRequest.all().withVectors(true), (document, seen) -> {
            // Of the documents up to here, as many are taken as their part of all allows.
            if (all <= most || (seen + 1) * most / all > seen * most / all) {
                documents.add(MapDocument.of(document));
                vectors.add(document.vector().orElseThrow());
            }
            read.accept(seen + 1);
        });
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("there are no documents to draw");
        }
        List<String> ids = documents.stream().map(MapDocument::id).toList();
        Vectors drawn = Vectors.of(
                ids, vectors.toArray(float[][]::new), collection.spec().metric());
        return new MapDocuments(documents, drawn, Math.max(all, documents.size()));
    }

    private static long count(Collection collection, Filter filter) throws InterruptedIOException {
        long[] count = {0};
        new Scrolling(collection, filter)
                .forEach(ScrollRequest.all().withText(false).fields(), (document, seen) -> count[0]++);
        return count[0];
    }

    /** Goes through the documents of a collection. */
    private record Scrolling(
            Collection collection, @Nullable Filter filter) {
        private interface Visitor {
            void visit(Document document, long seen);
        }

        void forEach(ScrollRequest wanted, Visitor visitor) throws InterruptedIOException {
            ScrollRequest request = wanted.limit(PAGE);
            request = filter == null ? request : request.filter(filter);
            long seen = 0;
            while (true) {
                Page page = collection.scroll(request);
                for (Document document : page.documents()) {
                    visitor.visit(document, seen++);
                }
                if (page.next().isEmpty()) {
                    return;
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted");
                }
                request = request.after(page.next().getAsLong());
            }
        }
    }

    int size() {
        return documents.size();
    }

    @Override
    public void close() {
        vectors.close();
    }
}
