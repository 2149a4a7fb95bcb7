package io.vicinal.embedding.cache;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.EmbeddingResultBuilder;
import io.vicinal.embedding.EmbeddingUsage;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.VectorCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The texts of one caller: found in the cache, by the model, or by another thread. For one thread. */
final class CachedCall {
    private final EmbeddingModel model;
    private final EmbeddingCache cache;
    private final VectorKeeper keeper;
    private final List<String> texts;
    private final List<CacheKey> keys;

    /** Distinct texts that nothing is known of yet. */
    private final Map<CacheKey, String> open = new LinkedHashMap<>();

    private final Map<CacheKey, float[]> found = new HashMap<>();
    private final Map<CacheKey, RuntimeException> failed = new HashMap<>();
    private final Set<CacheKey> skipped = new HashSet<>();

    /** Texts that the model was asked for, and has been paid for. */
    private final Set<CacheKey> embedded = new HashSet<>();

    private final EmbeddingResultBuilder result;

    CachedCall(EmbeddingModel model, EmbeddingCache cache, VectorKeeper keeper, List<String> texts) {
        this.model = model;
        this.cache = cache;
        this.keeper = keeper;
        this.texts = texts;
        this.result = EmbeddingResult.of(texts.size());
        String identity = model.identity();
        this.keys = texts.stream().map(text -> CacheKey.of(identity, text)).toList();
        for (int i = 0; i < texts.size(); i++) {
            open.putIfAbsent(keys.get(i), texts.get(i));
        }
    }

    void run(TextsInFlight inFlight, int batchSize) {
        while (!open.isEmpty()) {
            try (TextsInFlight.Claim claim = inFlight.claim(open.keySet())) {
                List<CacheKey> unknown = lookUp(claim);
                for (int from = 0; from < unknown.size(); from += batchSize) {
                    embed(unknown.subList(from, Math.min(from + batchSize, unknown.size())), claim);
                }
                // Two threads that hold texts while they wait for each other's would wait for ever: nothing is held
                // now.
                claim.leave();
                claim.awaitOthers(this::find);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                List.copyOf(open.keySet())
                        .forEach(key ->
                                fail(key, new CancellationException("interrupted while another embeds the text")));
            }
        }
    }

    /** Returns which of the claimed texts are not in the cache. */
    private List<CacheKey> lookUp(TextsInFlight.Claim claim) {
        List<CacheKey> unknown = new ArrayList<>();
        for (CacheKey key : List.copyOf(open.keySet())) {
            // Not before the claim: another thread could have put it in between.
            float @Nullable [] vector = claim.isOurs(key) ? cache.get(key) : null;
            if (vector != null) {
                find(key, vector);
                claim.fulfil(key, vector);
            } else if (claim.isOurs(key)) {
                unknown.add(key);
            }
        }
        return unknown;
    }

    private void embed(List<CacheKey> batch, TextsInFlight.Claim claim) {
        List<String> asked =
                batch.stream().map(key -> Objects.requireNonNull(open.get(key))).toList();
        EmbeddingResult part = model.embedAll(asked);
        result.accountOf(part);
        for (int i = 0; i < batch.size(); i++) {
            settle(batch.get(i), part, i, claim);
        }
        keeper.flush();
    }

    private void settle(CacheKey key, EmbeddingResult part, int position, TextsInFlight.Claim claim) {
        if (part.skipped().contains(position)) {
            open.remove(key);
            skipped.add(key);
        } else if (part.has(position)) {
            keep(key, part.vector(position), claim);
        } else {
            fail(key, Objects.requireNonNull(part.failures().get(position)));
        }
    }

    private void keep(CacheKey key, float[] vector, TextsInFlight.Claim claim) {
        try {
            VectorCheck.norm(vector, vector.length, Metric.COSINE, "the vector of a text");
        } catch (IllegalArgumentException e) {
            fail(key, new IllegalStateException(model.identity() + ": " + e.getMessage(), e));
            return;
        }
        keeper.keep(key, vector);
        embedded.add(key);
        find(key, vector);
        claim.fulfil(key, vector);
    }

    private void find(CacheKey key, float[] vector) {
        open.remove(key);
        found.put(key, vector);
    }

    private void fail(CacheKey key, RuntimeException cause) {
        open.remove(key);
        failed.put(key, cause);
    }

    /** Gives each position what became of its text, and an array of its own. */
    EmbeddingResult result() {
        int dimension = dimension();
        Set<CacheKey> handedOut = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            CacheKey key = keys.get(i);
            float @Nullable [] vector = found.get(key);
            if (vector == null) {
                leaveOut(i, key);
            } else if (vector.length != dimension) {
                result.failure(
                        i,
                        new IllegalStateException("%s has vectors of %d floats but one in the cache has %d"
                                .formatted(model.identity(), dimension, vector.length)));
            } else {
                boolean first = handedOut.add(key);
                account(i, first && embedded.contains(key));
                result.vector(i, first ? vector : vector.clone());
            }
        }
        return result.build();
    }

    /** What the model gives now is more to be trusted than what it gave when the cache was filled. */
    private int dimension() {
        return embedded.stream()
                .findAny()
                .or(() -> keys.stream().filter(found::containsKey).findFirst())
                .map(key -> Objects.requireNonNull(found.get(key)).length)
                .orElse(0);
    }

    private void leaveOut(int position, CacheKey key) {
        if (skipped.contains(key)) {
            result.skipped(position);
        } else {
            result.failure(position, Objects.requireNonNull(failed.get(key)));
        }
    }

    private void account(int position, boolean paid) {
        if (!paid) {
            result.usage(EmbeddingUsage.saved(1, model.tokenCounter().count(texts.get(position))));
        }
    }
}
