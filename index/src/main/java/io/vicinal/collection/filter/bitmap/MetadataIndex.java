package io.vicinal.collection.filter.bitmap;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.metadata.Metadata;
import java.util.HashMap;
import java.util.Map;
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
    private final Map<String, FieldIndex> fields = new HashMap<>();
    private final RoaringBitmap live = new RoaringBitmap();
    private final Evaluation evaluation = new Evaluation(fields, live);
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /** Makes an index of no documents. */
    public MetadataIndex() {}

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
            if (!live.checkedAdd(ordinal)) {
                throw new IllegalArgumentException("ordinal %d is in the index already".formatted(ordinal));
            }
            metadata.asMap()
                    .forEach((name, value) -> fields.computeIfAbsent(name, absent -> new FieldIndex())
                            .add(value, ordinal));
        });
    }

    /**
     * Removes a document.
     *
     * @param ordinal its ordinal
     * @param metadata the fields it was added with
     * @throws IllegalArgumentException if the ordinal is not in the index, or not with one of these fields; then it stays
     */
    public void remove(int ordinal, Metadata metadata) {
        together(() -> {
            if (!live.contains(ordinal)) {
                throw new IllegalArgumentException("ordinal %d is not in the index".formatted(ordinal));
            }
            metadata.asMap().forEach((name, value) -> {
                FieldIndex field = fields.get(name);
                if (field == null || !field.contains(value, ordinal)) {
                    throw new IllegalArgumentException(
                            "ordinal %d is in the index without that value of field \"%s\"".formatted(ordinal, name));
                }
            });
            live.remove(ordinal);
            metadata.asMap().forEach((name, value) -> forget(name, value, ordinal));
        });
    }

    private void forget(String name, Object value, int ordinal) {
        FieldIndex field = fields.get(name);
        if (field != null) {
            field.remove(value, ordinal);
            if (field.isEmpty()) {
                fields.remove(name);
            }
        }
    }

    /**
     * Makes several changes one for those who ask, which also costs less. If one of them fails, those before it stay.
     *
     * @param changes calls {@link #add} and {@link #remove}
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
     * Returns the ordinals of all documents.
     *
     * @return a copy, which belongs to the caller
     */
    public RoaringBitmap live() {
        return reading(live::clone);
    }

    /**
     * Returns the number of documents.
     *
     * @return 0 or more
     */
    public int size() {
        return reading(live::getCardinality);
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
