package io.vicinal.embedding;

import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.Fault;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.fault.MalformedResponseException;
import io.vicinal.embedding.text.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several hosts of one model: what the first can't embed, the next is asked for. All hosts must have the same identity, for vectors
 * of different models must never meet. Texts that were refused for what they are don't go on to the next host.
 */
public final class FallbackModel implements EmbeddingModel {
    private final List<EmbeddingModel> hosts;

    /** Of the first vector that any host gave; 0 before. */
    private final AtomicInteger dimension = new AtomicInteger();

    private FallbackModel(List<EmbeddingModel> hosts) {
        this.hosts = hosts;
    }

    /**
     * Joins hosts.
     *
     * @param hosts in the order in which they are asked; closed with the returned model
     * @return a model that asks them
     * @throws IllegalArgumentException if there is no host, or one has another identity
     */
    public static FallbackModel of(EmbeddingModel... hosts) {
        if (hosts.length == 0) {
            throw new IllegalArgumentException("there must be at least 1 host but there is none");
        }
        for (EmbeddingModel host : hosts) {
            if (!host.identity().equals(hosts[0].identity())) {
                throw new IllegalArgumentException(
                        "vectors of '%s' and '%s' can't be compared".formatted(hosts[0].identity(), host.identity()));
            }
        }
        return new FallbackModel(List.of(hosts));
    }

    @Override
    public String identity() {
        return hosts.get(0).identity();
    }

    /**
     * Returns the length of the vectors, from the first host that tells.
     *
     * @throws EmbeddingException if none does
     */
    @Override
    public int dimension() {
        for (int i = 0; dimension.get() == 0; i++) {
            try {
                dimension.compareAndSet(0, hosts.get(i).dimension());
            } catch (EmbeddingException e) {
                if (i == hosts.size() - 1) {
                    throw e;
                }
            }
        }
        return dimension.get();
    }

    @Override
    public TokenCounter tokenCounter() {
        return hosts.get(0).tokenCounter();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return embedAll(texts).vectors();
    }

    @Override
    public EmbeddingResult embedAll(List<String> texts) {
        EmbeddingResult result = checked(hosts.get(0).embedAll(texts));
        for (EmbeddingModel host : hosts.subList(1, hosts.size())) {
            List<Integer> open = open(result);
            if (open.isEmpty() || Thread.currentThread().isInterrupted()) {
                break;
            }
            List<String> again = open.stream().map(texts::get).toList();
            result = merge(result, open, checked(host.embedAll(again)));
        }
        return result;
    }

    /** Failures that another host may not have. */
    private static List<Integer> open(EmbeddingResult result) {
        List<Integer> open = new ArrayList<>();
        result.failures().forEach((position, cause) -> {
            if (cause instanceof EmbeddingException && !(cause instanceof InvalidRequestException)) {
                open.add(position);
            }
        });
        return open;
    }

    private static EmbeddingResult merge(EmbeddingResult first, List<Integer> open, EmbeddingResult second) {
        EmbeddingResultBuilder merged =
                EmbeddingResult.of(first.size()).accountOf(first).accountOf(second);
        int next = 0;
        for (int i = 0; i < first.size(); i++) {
            if (next < open.size() && open.get(next) == i) {
                merged.take(i, second, next++);
            } else {
                merged.take(i, first, i);
            }
        }
        return merged.build();
    }

    /** Hosts of one identity that give vectors of different lengths do not host the same model. */
    private EmbeddingResult checked(EmbeddingResult result) {
        EmbeddingResultBuilder checked = EmbeddingResult.of(result.size()).accountOf(result);
        for (int i = 0; i < result.size(); i++) {
            if (!result.has(i)) {
                checked.take(i, result, i);
                continue;
            }
            int length = result.vector(i).length;
            dimension.compareAndSet(0, length);
            if (length == dimension.get()) {
                checked.take(i, result, i);
            } else {
                String problem = "dimension is %d but the vector has %d components".formatted(dimension.get(), length);
                checked.failure(i, new MalformedResponseException(Fault.of(identity(), problem), false, null));
            }
        }
        return checked.build();
    }

    @Override
    public void close() {
        hosts.forEach(EmbeddingModel::close);
    }
}
