package io.vicinal.embedding.ingest;

import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.fault.AuthenticationException;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.InsufficientCreditException;
import io.vicinal.embedding.fault.ModelNotFoundException;
import java.util.Optional;

/**
 * Whether it makes sense to go on asking. Some faults no further text can overcome. Others end the run when batch after batch comes
 * back without a single new vector: a host out of reach, or one that has refused all that it was ever asked.
 */
final class Hope {
    private static final int MOST_LOST_BATCHES = 3;

    /** A host that refuses for good has refused at least so many texts; fewer may all be to blame themselves. */
    private static final int MOST_REFUSED_TEXTS = 100;

    private boolean anyVector;
    private int lostBatches;
    private int lostTexts;

    /**
     * Looks at the result of a batch.
     *
     * @throws EmbeddingException the reason why there is no hope
     */
    void lookAt(EmbeddingResult result) {
        result.failures().values().stream().filter(Hope::isHopeless).findFirst().ifPresent(cause -> {
            throw cause;
        });
        long without = result.failures().size() + (long) result.skipped().size();
        boolean anyNew = result.size() - without > result.usage().savedTexts();
        if (anyNew) {
            anyVector = true;
            lostBatches = 0;
            lostTexts = 0;
        } else {
            lose(result);
        }
    }

    /** A batch of vectors at hand, with a few bad texts between them, tells nothing of the host. */
    private void lose(EmbeddingResult result) {
        boolean refusesMost = result.size() > 1 && 2 * result.failures().size() > result.size();
        Optional<EmbeddingException> fault = result.failures().values().stream()
                .filter(EmbeddingException.class::isInstance)
                .map(EmbeddingException.class::cast)
                .filter(cause -> cause.retryable() || (refusesMost && !anyVector))
                .findFirst();
        if (fault.isPresent()) {
            lostBatches++;
            lostTexts += result.failures().size();
            boolean enough = fault.get().retryable() || lostTexts >= MOST_REFUSED_TEXTS;
            if (lostBatches >= MOST_LOST_BATCHES && enough) {
                throw fault.get();
            }
        }
    }

    /** A status of 403 may mean one text. */
    private static boolean isHopeless(RuntimeException cause) {
        return (cause instanceof AuthenticationException fault && fault.status() != 403)
                || cause instanceof InsufficientCreditException
                || cause instanceof ModelNotFoundException;
    }
}
