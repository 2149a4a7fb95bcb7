package io.vicinal.embedding.client;

import java.util.concurrent.atomic.AtomicInteger;

/** The length of a model's vectors: what was asked for, else what the first answer shows. No table is believed. */
final class KnownDimension {
    private final AtomicInteger dimension;

    /** Begins with what was asked for, or 0. */
    KnownDimension(int asked) {
        dimension = new AtomicInteger(asked);
    }

    /** Returns the dimension, or 0 as long as no answer showed it. */
    int get() {
        return dimension.get();
    }

    /** Learns from an answer and tells whether it agrees with what is known; one without any vector does. */
    boolean agrees(int shown) {
        if (shown == 0) {
            return true;
        }
        dimension.compareAndSet(0, shown);
        return dimension.get() == shown;
    }
}
