package io.vicinal.embedding.cache;

import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to a cache, from any thread. */
final class CacheCounters {
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder stored = new LongAdder();
    final LongAdder evicted = new LongAdder();
    final LongAdder expired = new LongAdder();
    final LongAdder damaged = new LongAdder();
    final LongAdder refused = new LongAdder();

    CacheStatistics statistics(long entries, long bytes) {
        return new CacheStatistics(
                entries,
                bytes,
                hits.sum(),
                misses.sum(),
                stored.sum(),
                evicted.sum(),
                expired.sum(),
                damaged.sum(),
                refused.sum());
    }
}
