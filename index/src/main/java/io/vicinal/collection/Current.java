package io.vicinal.collection;

import io.vicinal.collection.store.Generation;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A generation in use: it is closed when the last who reads it has gone. */
final class Current {
    private final Generation generation;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /** Reads something. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Generation generation) throws IOException;
    }

    Current(Generation generation) {
        this.generation = generation;
    }

    Generation generation() {
        return generation;
    }

    /** Comes in to read; false if it has been closed. */
    boolean enter() {
        lock.readLock().lock();
        if (closed) {
            lock.readLock().unlock();
            return false;
        }
        return true;
    }

    void exit() {
        lock.readLock().unlock();
    }

    void close() throws IOException {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                generation.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
