package io.vicinal.embedding.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Entries on the heap, those used least recently first. */
final class MemoryEntries implements EntryStore {
    /** Key 48 bytes, node 56, header of the array 16, slot in the table 8. */
    private static final int OVERHEAD = 128;

    private static final int GROUP = 64;

    private final Map<CacheKey, byte[]> entries = new LinkedHashMap<>(16, 0.75f, true);

    @Override
    public synchronized byte @Nullable [] get(CacheKey key) {
        return entries.get(key);
    }

    @Override
    public synchronized byte @Nullable [] put(CacheKey key, byte[] value) {
        return entries.put(key, value);
    }

    @Override
    public synchronized byte @Nullable [] remove(CacheKey key) {
        return entries.remove(key);
    }

    @Override
    public void forEach(BiConsumer<CacheKey, byte[]> visitor) {
        List<Map.Entry<CacheKey, byte[]>> all;
        synchronized (this) {
            all = List.copyOf(entries.entrySet());
        }
        all.forEach(entry -> visitor.accept(entry.getKey(), entry.getValue()));
    }

    @Override
    public synchronized List<Dated> nextGroup() {
        return entries.entrySet().stream()
                .limit(GROUP)
                .map(entry -> new Dated(entry.getKey(), StoredVector.day(entry.getValue())))
                .toList();
    }

    @Override
    public synchronized long size() {
        return entries.size();
    }

    @Override
    public long cost(int valueBytes) {
        return OVERHEAD + (long) valueBytes;
    }

    @Override
    public void flush() {}

    @Override
    public synchronized void clear() {
        entries.clear();
    }

    @Override
    public void close(long bytes) {
        clear();
    }
}
