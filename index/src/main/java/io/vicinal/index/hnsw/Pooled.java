package io.vicinal.index.hnsw;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Things that are dear to make, one for each thread that needs one at the same time: kept in a few places that threads start to look in
 * at different points. Not in thread-locals, since virtual threads come and go.
 */
final class Pooled<T> {
    private static final int PLACES = 64;
    private static final int APART = 16;

    private final AtomicReferenceArray<@Nullable T> kept = new AtomicReferenceArray<>(PLACES * APART);
    private final Supplier<T> maker;

    Pooled(Supplier<T> maker) {
        this.maker = maker;
    }

    private static int first() {
        return (int) Thread.currentThread().threadId();
    }

    /** Takes one that nobody else has. */
    T take() {
        int first = first();
        for (int i = 0; i < PLACES; i++) {
            int place = ((first + i) & (PLACES - 1)) * APART;
            if (kept.getPlain(place) != null) {
                T one = kept.getAndSet(place, null);
                if (one != null) {
                    return one;
                }
            }
        }
        return maker.get();
    }

    /** Gives it back; where there are too many it is left to the collector. */
    void give(T one) {
        int first = first();
        for (int i = 0; i < PLACES; i++) {
            int place = ((first + i) & (PLACES - 1)) * APART;
            if (kept.getPlain(place) == null && kept.compareAndSet(place, null, one)) {
                return;
            }
        }
    }
}
