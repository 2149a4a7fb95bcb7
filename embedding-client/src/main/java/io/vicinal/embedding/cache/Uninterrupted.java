package io.vicinal.embedding.cache;

import org.jspecify.annotations.Nullable;

/** Runs what a thread that has been interrupted could not do, or would do by halves. It stays interrupted. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Something to do. */
    @FunctionalInterface
    interface Action<T, E extends Exception> {
        @Nullable
        T run() throws E;
    }

    static <T, E extends Exception> @Nullable T call(Action<T, E> action) throws E {
        boolean interrupted = Thread.interrupted();
        try {
            return action.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
