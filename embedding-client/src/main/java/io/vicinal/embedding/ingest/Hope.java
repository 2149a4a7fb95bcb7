package io.vicinal.embedding.ingest;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.fault.AuthenticationException;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.InsufficientCreditException;
import io.vicinal.embedding.fault.ModelNotFoundException;
import java.util.Collection;

/** Whether it makes sense to go on asking. */
final class Hope {
    /** Batches in a row of which nothing came back, although each request was sent again and again. */
    private static final int MOST_LOST_BATCHES = 3;

    private int lostBatches;

    /**
     * Looks at the result of a batch.
     *
     * @throws EmbeddingException the reason why there is no hope
     */
    void lookAt(EmbeddingResult result) {
        Collection<RuntimeException> causes = result.failures().values();
        for (RuntimeException cause : causes) {
            if (cause instanceof AuthenticationException
                    || cause instanceof InsufficientCreditException
                    || cause instanceof ModelNotFoundException) {
                throw cause;
            }
        }
        boolean lost = !causes.isEmpty() && causes.stream().allMatch(Hope::isOutOfReach);
        lostBatches = lost && causes.size() == result.size() ? lostBatches + 1 : 0;
        if (lostBatches == MOST_LOST_BATCHES) {
            throw causes.iterator().next();
        }
    }

    private static boolean isOutOfReach(RuntimeException cause) {
        return cause instanceof EmbeddingException fault && fault.retryable();
    }
}
