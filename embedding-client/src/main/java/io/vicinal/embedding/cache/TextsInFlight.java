package io.vicinal.embedding.cache;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/** Which thread sees to which text, so that no two see to the same. */
final class TextsInFlight {
    /** Empty when its thread failed. */
    private final Map<CacheKey, CompletableFuture<Optional<float[]>>> all = new ConcurrentHashMap<>();

    /** Takes all texts that nobody has taken yet. */
    Claim claim(Collection<CacheKey> keys) {
        Claim claim = new Claim();
        keys.forEach(claim::take);
        return claim;
    }

    /** The texts of one thread, to be closed by it. */
    final class Claim implements AutoCloseable {
        private final Map<CacheKey, CompletableFuture<Optional<float[]>>> ours = new LinkedHashMap<>();
        private final Map<CacheKey, CompletableFuture<Optional<float[]>>> others = new LinkedHashMap<>();

        private Claim() {}

        private void take(CacheKey key) {
            CompletableFuture<Optional<float[]>> future = new CompletableFuture<>();
            CompletableFuture<Optional<float[]>> taken = all.putIfAbsent(key, future);
            if (taken == null) {
                ours.put(key, future);
            } else {
                others.put(key, taken);
            }
        }

        /** Tells whether this thread sees to a text, and has not yet. */
        boolean isOurs(CacheKey key) {
            return ours.containsKey(key);
        }

        /** Gives a text's vector to those who wait for it. It must be in the cache before: from now on, they look there. */
        void fulfil(CacheKey key, float[] vector) {
            release(key, Optional.of(vector.clone()));
        }

        private void release(CacheKey key, Optional<float[]> vector) {
            CompletableFuture<Optional<float[]>> future = ours.remove(key);
            if (future != null) {
                all.remove(key);
                future.complete(vector);
            }
        }

        /** Waits for the texts of other threads; those that they failed with are not found. */
        void awaitOthers(BiConsumer<CacheKey, float[]> found) throws InterruptedException {
            for (Map.Entry<CacheKey, CompletableFuture<Optional<float[]>>> other : others.entrySet()) {
                try {
                    other.getValue().get().ifPresent(vector -> found.accept(other.getKey(), vector.clone()));
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        /** Leaves what this thread has not seen to: it failed, and others may try. */
        @Override
        public void close() {
            leave();
        }

        /** Leaves what this thread has not seen to, and can go on waiting for others. */
        void leave() {
            for (CacheKey key : ours.keySet().toArray(CacheKey[]::new)) {
                release(key, Optional.empty());
            }
        }
    }
}
