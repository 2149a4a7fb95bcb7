package io.vicinal.collection.store;

import io.vicinal.collection.journal.JournalRecord;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Documents that are put together: their rows, and the records that tell of them. */
final class PutBatch {
    /** Floats copied at once. */
    private static final int COPIED = 1 << 20;

    private final List<NewDocument> documents;
    private final VectorFile vectors;

    /**
     * Takes documents for a file of rows.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    PutBatch(List<NewDocument> documents, VectorFile vectors) {
        this.documents = documents;
        this.vectors = vectors;
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < documents.size(); i++) {
            Integer other = places.putIfAbsent(documents.get(i).id(), i);
            if (other != null) {
                throw new IllegalArgumentException("documents %d and %d have the same id '%s'"
                        .formatted(other, i, documents.get(i).id()));
            }
        }
    }

    /** Finds the rows of the documents that are replaced. */
    int[] replaced(Documents known, Moment before) throws IOException {
        int[] replaced = new int[documents.size()];
        for (int i = 0; i < replaced.length; i++) {
            replaced[i] = known.find(documents.get(i).id(), before);
        }
        return replaced;
    }

    void appendRows() throws IOException {
        if (documents.size() == 1) {
            vectors.append(documents.getFirst().vector());
            return;
        }
        int dimension = vectors.dimension();
        int atOnce = Math.max(1, COPIED / dimension);
        for (int from = 0; from < documents.size(); from += atOnce) {
            int to = Math.min(documents.size(), from + atOnce);
            float[] together = new float[(to - from) * dimension];
            for (int i = from; i < to; i++) {
                System.arraycopy(documents.get(i).vector(), 0, together, (i - from) * dimension, dimension);
            }
            vectors.appendAll(together);
        }
    }

    /** Returns the records, of rows that have been appended behind those of a moment. */
    List<JournalRecord.Put> records(int[] replaced, Moment before) {
        List<JournalRecord.Put> puts = new ArrayList<>(documents.size());
        for (int i = 0; i < documents.size(); i++) {
            NewDocument document = documents.get(i);
            int row = before.count() + i;
            puts.add(new JournalRecord.Put(
                    row,
                    before.sequence() + 1 + i,
                    vectors.verification().checksum(row),
                    replaced[i],
                    documents.size() - 1 - i,
                    document.id(),
                    document.text(),
                    document.metadata()));
        }
        return puts;
    }
}
