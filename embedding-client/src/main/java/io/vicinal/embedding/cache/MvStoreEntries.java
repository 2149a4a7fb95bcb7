package io.vicinal.embedding.cache;

import io.vicinal.storage.CorruptFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/**
 * Entries in an MVStore: a B-tree by key in a file that is only ever appended to. It waits for its own threads, and takes an interruption
 * for their answer; so the thread isn't interrupted while it writes.
 */
final class MvStoreEntries implements EntryStore {
    private static final String MAP = "embeddings";

    /** Key, lengths, and the share of an inner node. */
    private static final int OVERHEAD = 64;

    private static final int GROUP = 64;

    /**
     * How long space that is free stays as it is: until the disk must have all that was written since, or a power failure could leave
     * neither the old nor the new.
     */
    private static final int RETENTION_MILLIS = 45_000;

    /** Chunks of the file with less of what is alive, in percent, are worth writing again. */
    private static final int FILL_RATE = 75;

    private static final int LEAST_WRITTEN = 256 << 10;
    private static final int MOST_REWRITTEN = 16 << 20;

    private final CacheFolder folder;
    private final long maxBytes;
    private final int retentionMillis;
    private final AtomicLong written = new AtomicLong();
    private MVStore store;
    private MVMap<CacheKey, byte[]> map;

    /** Keys are hashes: in their order, each group is a sample of all. */
    private @Nullable CacheKey groupEnd;

    private MvStoreEntries(CacheFolder folder, long maxBytes, int retentionMillis) throws IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.retentionMillis = retentionMillis;
        this.store = openStore();
        this.map = openMap(store);
    }

    /** Opens the entries of a folder, which is closed with them. */
    static MvStoreEntries open(CacheFolder folder, long maxBytes) throws IOException {
        return open(folder, maxBytes, RETENTION_MILLIS);
    }

    static MvStoreEntries open(CacheFolder folder, long maxBytes, int retentionMillis) throws IOException {
        if (folder.header() == null) {
            folder.startEntries(0);
        }
        folder.use();
        return new MvStoreEntries(folder, maxBytes, retentionMillis);
    }

    private MVStore openStore() throws IOException {
        try {
            MVStore opened = new MVStore.Builder()
                    .fileName(MvStorePath.name(folder.entries()))
                    .open();
            opened.setRetentionTime(retentionMillis);
            return opened;
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
                    || e.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT) {
                throw new CorruptFileException(folder.entries(), 0, "MVStore can't read it: " + e.getMessage());
            }
            throw new IOException("%s can't be opened: %s".formatted(folder.name(), e.getMessage()), e);
        }
    }

    private static MVMap<CacheKey, byte[]> openMap(MVStore store) {
        return store.openMap(
                MAP,
                new MVMap.Builder<CacheKey, byte[]>()
                        .keyType(new MvStoreKeyType())
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    @Override
    public byte @Nullable [] get(CacheKey key) {
        return map.get(key);
    }

    @Override
    public byte @Nullable [] put(CacheKey key, byte[] value) {
        return Uninterrupted.call(() -> {
            tidyUp(value.length);
            return map.put(key, value);
        });
    }

    /** Left to itself the store tidies up when it is idle, and its file grows with all that is ever put. */
    private void tidyUp(int bytes) {
        if (written.addAndGet(bytes) > Math.max(LEAST_WRITTEN, maxBytes / GROUP)) {
            written.set(0);
            if (store.getFileStore().size() > maxBytes + maxBytes / 2) {
                store.compact(FILL_RATE, MOST_REWRITTEN);
            }
        }
    }

    @Override
    public byte @Nullable [] remove(CacheKey key) {
        return Uninterrupted.call(() -> map.remove(key));
    }

    @Override
    public void forEach(BiConsumer<CacheKey, byte[]> visitor) {
        Cursor<CacheKey, byte[]> cursor = map.cursor(null);
        while (cursor.hasNext()) {
            visitor.accept(cursor.next(), cursor.getValue());
        }
    }

    @Override
    public List<Dated> nextGroup() {
        List<Dated> group = new ArrayList<>();
        Cursor<CacheKey, byte[]> cursor = map.cursor(groupEnd);
        while (cursor.hasNext() && group.size() < GROUP) {
            group.add(new Dated(cursor.next(), StoredVector.day(cursor.getValue())));
        }
        groupEnd = cursor.hasNext() ? group.getLast().key() : null;
        return group;
    }

    @Override
    public long size() {
        return map.sizeAsLong();
    }

    @Override
    public long cost(int valueBytes) {
        return OVERHEAD + (long) valueBytes;
    }

    @Override
    public void flush() {
        Uninterrupted.call(store::commit);
    }

    @Override
    public void clear() throws IOException {
        store.closeImmediately();
        folder.startEntries(0);
        folder.use();
        store = openStore();
        map = openMap(store);
        groupEnd = null;
    }

    @Override
    public void close(long bytes) throws IOException {
        try {
            Uninterrupted.call(() -> {
                store.close();
                return store;
            });
            folder.complete(bytes);
        } catch (MVStoreException e) {
            throw new IOException("%s can't be closed: %s".formatted(folder.name(), e.getMessage()), e);
        } finally {
            folder.close();
        }
    }
}
