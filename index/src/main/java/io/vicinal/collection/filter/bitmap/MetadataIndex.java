package io.vicinal.collection.filter.bitmap;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which documents have which metadata, by ordinal, in memory. Every field that a document has is indexed.
 *
 * <p>Any number of threads may ask, while one at a time changes: an answer is of one state between two changes, and belongs to who
 * asked. Those who ask wait while a change is made, and a change waits for those who ask; {@link #together} makes several changes one.
 */
public final class MetadataIndex {
    private static final String SECTION = "meta";

    /** Bytes that a field takes at least: the length of its name, and the counts of what there is none of. */
    private static final int SMALLEST_FIELD = 60;

    private final Map<String, FieldIndex> fields = new TreeMap<>();

    /** All that were added. */
    private final RoaringBitmap documents;

    private final Evaluation evaluation;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /** Makes an index of no documents. */
    public MetadataIndex() {
        this(new RoaringBitmap());
    }

    private MetadataIndex(RoaringBitmap documents) {
        this.documents = documents;
        this.evaluation = new Evaluation(fields, documents);
    }

    /**
     * Reads an index that was {@linkplain #save saved}. It is copied into the heap, so the snapshot may be closed then.
     *
     * @param snapshot where it was saved
     * @return an index like the one that was saved
     * @throws CorruptFileException if it is not there, or is not what can have been saved
     */
    public static MetadataIndex open(Snapshot snapshot) {
        return read(new SectionInput(
                snapshot.section(SECTION), (offset, problem) -> snapshot.corrupt(SECTION, offset, problem)));
    }

    static MetadataIndex read(SectionInput section) {
        MetadataIndex index = new MetadataIndex(SavedDocuments.read(section, Integer.MAX_VALUE));
        int count = section.count("fields", SMALLEST_FIELD);
        String previous = "";
        for (int i = 0; i < count; i++) {
            long at = section.offset();
            String name = section.text();
            if (name.compareTo(previous) <= 0) {
                throw section.corrupt(
                        at, "fields must be in order but \"%s\" follows \"%s\"".formatted(name, previous));
            }
            index.fields.put(name, new FieldIndex(section, index.documents));
            previous = name;
        }
        section.end();
        return index;
    }

    /**
     * Saves the index as sections of a snapshot, whose names begin with {@code meta}. Documents may be added meanwhile: what is saved is
     * of one state between two changes, and who adds waits only while it is copied in memory. The same documents added in the
     * same order always give the same bytes.
     *
     * @param snapshot where to
     * @throws IOException if the disk refuses
     */
    public void save(SnapshotWriter snapshot) throws IOException {
        try (SectionOutput section = new SectionOutput()) {
            write(section);
            snapshot.begin(SECTION);
            section.writeTo(snapshot);
        }
    }

    /** Writes a state between two changes. */
    void write(SectionOutput section) {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            SavedDocuments.write(documents, section);
            section.put(fields.size());
            fields.forEach((name, field) -> {
                section.put(name);
                field.write(section);
            });
        } finally {
            reading.unlock();
        }
    }

    /**
     * Adds a document.
     *
     * @param ordinal its ordinal, 0 or more; dense ones take the least memory
     * @param metadata its fields, also none
     * @throws IllegalArgumentException if the ordinal is negative or in the index
     */
    public void add(int ordinal, Metadata metadata) {
        if (ordinal < 0 || ordinal == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "ordinal must be between 0 and %d but is %d".formatted(Integer.MAX_VALUE - 1, ordinal));
        }
        together(() -> {
            if (!documents.checkedAdd(ordinal)) {
                throw new IllegalArgumentException("ordinal %d is in the index already".formatted(ordinal));
            }
            metadata.asMap()
                    .forEach((name, value) -> fields.computeIfAbsent(name, absent -> new FieldIndex())
                            .add(value, ordinal));
        });
    }

    /**
     * Makes several changes one for those who ask, which also costs less. If one of them fails, those before it stay.
     *
     * @param changes calls {@link #add}
     */
    public void together(Runnable changes) {
        lock.writeLock().lock();
        try {
            changes.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Finds the documents that a filter wants: exactly those whose metadata {@linkplain Filter#matches match}.
     *
     * @param filter the filter
     * @return their ordinals; the bitmap belongs to the caller
     */
    public RoaringBitmap candidates(Filter filter) {
        return reading(() -> evaluation.of(filter).bitmap());
    }

    /**
     * Estimates how many documents a filter wants, without putting them together. It is exact for comparisons of numbers, booleans and
     * equal strings, for {@code in} of one value, {@code exists}, and {@code not} of these.
     *
     * @param filter the filter
     * @return what the number lies between
     */
    public Bounds estimate(Filter filter) {
        return reading(() -> evaluation.of(filter).bounds());
    }

    /**
     * Returns the number of documents.
     *
     * @return 0 or more
     */
    public int size() {
        return reading(documents::getCardinality);
    }

    /**
     * Returns about how many bytes of heap the index takes. Looks at each different text, so this takes a while where there are many.
     *
     * @return bytes
     */
    public long heapBytes() {
        return reading(() -> {
            long bytes = Heap.OBJECT + Heap.bitmap(documents);
            for (Map.Entry<String, FieldIndex> field : fields.entrySet()) {
                bytes += Heap.TREE_ENTRY
                        + Heap.text(field.getKey())
                        + field.getValue().heapBytes();
            }
            return bytes;
        });
    }

    private <T> T reading(Supplier<T> question) {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            return question.get();
        } finally {
            reading.unlock();
        }
    }
}
