package io.vicinal.collection.store;

import io.vicinal.collection.filter.bitmap.MetadataIndex;
import io.vicinal.storage.Snapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The index of metadata, read from a checkpoint when it is first asked for: most of what opening reads, and nothing that a search without filter needs. */
final class LazyMetadata {
    private final @Nullable Snapshot snapshot;
    private final int documents;
    private volatile @Nullable MetadataIndex index;

    private LazyMetadata(@Nullable Snapshot snapshot, int documents, @Nullable MetadataIndex index) {
        this.snapshot = snapshot;
        this.documents = documents;
        this.index = index;
    }

    /** Starts with none. */
    static LazyMetadata none() {
        return new LazyMetadata(null, 0, new MetadataIndex());
    }

    /** Takes that of a snapshot, which stays open, of so many documents. */
    static LazyMetadata in(Snapshot snapshot, int documents) {
        return new LazyMetadata(snapshot, documents, null);
    }

    MetadataIndex get() {
        MetadataIndex known = index;
        return known == null ? read() : known;
    }

    private synchronized MetadataIndex read() {
        MetadataIndex known = index;
        if (known != null) {
            return known;
        }
        Snapshot saved = Objects.requireNonNull(snapshot);
        MetadataIndex read = MetadataIndex.open(saved);
        if (read.size() != documents) {
            throw saved.corrupt(
                    "meta", 0, "it has metadata of %d rows where there are %d".formatted(read.size(), documents));
        }
        index = read;
        return read;
    }

    long heapBytes() {
        MetadataIndex known = index;
        return known == null ? 0 : known.heapBytes();
    }
}
