package io.vicinal.embedding.cache;

import io.vicinal.embedding.cache.CacheOptions.WhenFull;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** What all caches have in common: limits, ages, damage, counts. Where entries are kept is up to the {@link EntryStore}. */
abstract class BoundedCache implements EmbeddingCache {
    private enum Trouble {
        FULL,
        SMALLER,
        UNREADABLE,
        UNWRITABLE
    }

    /** Eviction removes an eighth of a group: few enough to leave the newest, so many that a group is seldom gone through. */
    private static final int GROUP_SHARE = 8;

    private static final long SECONDS_PER_DAY = 86_400;

    private final String name;
    private final EntryStore store;
    private final CacheOptions options;
    private final CacheCounters counters = new CacheCounters();
    private final AtomicLong bytes = new AtomicLong();
    private final Set<Trouble> told = ConcurrentHashMap.newKeySet();
    private final ReentrantLock evicting = new ReentrantLock();

    /** Held for reading while the store is used, for writing while it is not as it should be. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private volatile long limit;
    private boolean closed;

    /**
     * Puts a cache over a store.
     *
     * @param name what to call it in messages
     * @param bytes what the entries of the store take; negative if that is not known and they have to be read
     */
    BoundedCache(String name, EntryStore store, CacheOptions options, long bytes) {
        this.name = name;
        this.store = store;
        this.options = options;
        this.limit = Math.min(options.maxBytes(), store.capacity());
        if (bytes >= 0) {
            this.bytes.set(bytes);
        } else {
            store.forEach((key, value) -> this.bytes.addAndGet(store.cost(value.length)));
        }
    }

    @Override
    public final float @Nullable [] get(CacheKey key) {
        startUse();
        try {
            byte[] value = read(key);
            if (value == null || !isUsable(key, value)) {
                counters.misses.increment();
                return null;
            }
            counters.hits.increment();
            return StoredVector.vector(value);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public final boolean contains(CacheKey key) {
        startUse();
        try {
            byte[] value = read(key);
            return value != null && isUsable(key, value);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public final void put(CacheKey key, float[] vector) {
        VectorCheck.norm(vector, vector.length, Metric.COSINE, "vector");
        startUse();
        try {
            byte[] value = StoredVector.encode(key, vector, today());
            long cost = store.cost(value.length);
            // Counted before it is there, or threads that come together would all find room.
            boolean full = bytes.addAndGet(cost) > limit && options.whenFull() == WhenFull.STOP;
            if (full || cost > limit) {
                bytes.addAndGet(-cost);
                refuse(Trouble.FULL, "is full with %,d of %,d bytes: no more is kept".formatted(bytes.get(), limit));
            } else if (write(key, value)) {
                counters.stored.increment();
                evict(key);
            } else {
                bytes.addAndGet(-cost);
            }
        } finally {
            use.readLock().unlock();
        }
    }

    private byte @Nullable [] read(CacheKey key) {
        try {
            return store.get(key);
        } catch (RuntimeException | InternalError e) {
            warn(Trouble.UNREADABLE, "can't be read, texts are embedded again: " + e);
            return null;
        }
    }

    /** Removes what is not usable. */
    private boolean isUsable(CacheKey key, byte[] value) {
        if (!StoredVector.isIntact(key, value)) {
            if (remove(key)) {
                counters.damaged.increment();
            }
            return false;
        }
        if (isExpired(value)) {
            if (remove(key)) {
                counters.expired.increment();
            }
            return false;
        }
        return true;
    }

    private boolean isExpired(byte[] value) {
        return (long) today() - StoredVector.day(value) > options.maxAgeDays();
    }

    private int today() {
        return (int) Math.floorDiv(options.clock().instant().getEpochSecond(), SECONDS_PER_DAY);
    }

    private boolean write(CacheKey key, byte[] value) {
        try {
            store(key, value);
            return true;
        } catch (EntryStore.FullException e) {
            if (options.whenFull() == WhenFull.EVICT) {
                return writeAfterShrinking(key, value);
            }
            refuse(Trouble.FULL, "is full with %,d bytes: no more is kept".formatted(bytes.get()));
        } catch (RuntimeException | InternalError e) {
            // A full disk shows as an internal error where files are mapped.
            refuse(Trouble.UNWRITABLE, "can't be written, vectors are not kept: " + e);
        }
        return false;
    }

    /** Vectors much shorter than those that the store was made for fill it before their bytes do. */
    private boolean writeAfterShrinking(CacheKey key, byte[] value) {
        limit = Math.min(limit, bytes.get() - bytes.get() / GROUP_SHARE);
        warn(Trouble.SMALLER, "holds no more than %,d bytes".formatted(limit));
        try {
            evict(key);
            store(key, value);
            return true;
        } catch (RuntimeException | InternalError e) {
            refuse(Trouble.UNWRITABLE, "can't be written, vectors are not kept: " + e);
            return false;
        }
    }

    /** The bytes of what is stored have been counted already. */
    private void store(CacheKey key, byte[] value) {
        byte[] before = store.put(key, value);
        if (before != null) {
            bytes.addAndGet(-store.cost(before.length));
        }
    }

    private boolean removeFromStore(CacheKey key) {
        byte[] before = store.remove(key);
        if (before != null) {
            bytes.addAndGet(-store.cost(before.length));
        }
        return before != null;
    }

    private boolean remove(CacheKey key) {
        try {
            return removeFromStore(key);
        } catch (RuntimeException | InternalError e) {
            warn(Trouble.UNWRITABLE, "can't be written: " + e);
            return false;
        }
    }

    /** Removes entries until the rest is within the limit, but never this one. */
    private void evict(CacheKey keep) {
        if (bytes.get() <= limit) {
            return;
        }
        evicting.lock();
        try {
            while (bytes.get() > limit && store.size() > 1) {
                evictFrom(store.nextGroup(), keep);
            }
        } catch (RuntimeException | InternalError e) {
            warn(Trouble.UNWRITABLE, "can't be written, older vectors stay: " + e);
        } finally {
            evicting.unlock();
        }
    }

    private void evictFrom(List<EntryStore.Dated> group, CacheKey keep) {
        int count = Math.max(1, group.size() / GROUP_SHARE);
        group.stream()
                .filter(entry -> !entry.key().equals(keep))
                .sorted(Comparator.comparingInt(EntryStore.Dated::day))
                .limit(count)
                .filter(entry -> removeFromStore(entry.key()))
                .forEach(entry -> counters.evicted.increment());
    }

    private void refuse(Trouble trouble, String message) {
        counters.refused.increment();
        warn(trouble, message);
    }

    private void warn(Trouble trouble, String message) {
        if (told.add(trouble)) {
            options.warnings().accept(name + " " + message);
        }
    }

    @Override
    public final void flush() {
        startUse();
        try {
            store.flush();
        } catch (RuntimeException | InternalError e) {
            warn(Trouble.UNWRITABLE, "can't be written: " + e);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public final CacheStatistics statistics() {
        startUse();
        try {
            return counters.statistics(store.size(), bytes.get());
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public final CacheVerification verify() {
        startUse();
        try {
            List<CacheKey> unusable = new ArrayList<>();
            AtomicLong checked = new AtomicLong();
            store.forEach((key, value) -> {
                checked.incrementAndGet();
                if (!StoredVector.isIntact(key, value) || isExpired(value)) {
                    unusable.add(key);
                }
            });
            long damaged = counters.damaged.sum();
            long expired = counters.expired.sum();
            unusable.forEach(this::contains);
            return new CacheVerification(
                    checked.get(), counters.damaged.sum() - damaged, counters.expired.sum() - expired);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public final void clear() throws IOException {
        use.writeLock().lock();
        try {
            requireOpen();
            store.clear();
            bytes.set(0);
            limit = Math.min(options.maxBytes(), store.capacity());
            told.clear();
        } finally {
            use.writeLock().unlock();
        }
    }

    @Override
    public final void close() throws IOException {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                store.close(bytes.get());
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private void startUse() {
        use.readLock().lock();
        if (closed) {
            use.readLock().unlock();
            throw new IllegalStateException(name + " is closed");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
    }
}
