package io.vicinal.embedding.batch;

import io.vicinal.embedding.fault.AuthenticationException;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.InsufficientCreditException;
import io.vicinal.embedding.fault.InvalidRequestException;
import io.vicinal.embedding.fault.ModelNotFoundException;
import io.vicinal.embedding.input.Piece;
import io.vicinal.embedding.wire.Answer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends the texts of one call. A request that is refused is cut in halves until the text that is at fault stands alone, so that it fails
 * alone. What no request can overcome, such as a wrong key, ends the call: what was not sent yet fails without being sent.
 *
 * <p>Safe for use by several threads at once, each with texts of its own.
 */
public final class BatchRun {
    /** A key without rights, or a text that breaks the host's rules. */
    private static final int FORBIDDEN = 403;

    /** Too large, or some text is not to the host's liking. */
    private static final Set<Integer> PERHAPS_ONE_TEXT = Set.of(400, FORBIDDEN, 413, 422);

    private final Sender sender;
    private final LearntCaps caps;
    private final Proof proof;
    private final Function<String, RuntimeException> unusableVector;
    private final Outcomes outcomes;
    private final AtomicReference<@Nullable EmbeddingException> hopeless = new AtomicReference<>();

    /**
     * Begins a call.
     *
     * @param sender sends requests
     * @param caps how much at once
     * @param proof whether the host takes any text at all
     * @param unusableVector makes an exception of what is wrong with a vector
     * @param outcomes are told
     */
    public BatchRun(
            Sender sender,
            LearntCaps caps,
            Proof proof,
            Function<String, RuntimeException> unusableVector,
            Outcomes outcomes) {
        this.sender = sender;
        this.caps = caps;
        this.proof = proof;
        this.unusableVector = unusableVector;
        this.outcomes = outcomes;
    }

    /**
     * Sends texts and settles each of them.
     *
     * @param batch the texts
     */
    public void run(List<Piece> batch) {
        send(batch, false);
    }

    /** Returns whether the host took all requests. */
    private boolean send(List<Piece> batch, boolean partOfRefused) {
        try {
            settle(batch, sender.ask(batch, () -> admit(batch)));
            return true;
        } catch (OutgrownException e) {
            boolean taken = true;
            for (List<Piece> smaller : Batches.plan(batch, caps.now())) {
                taken &= send(smaller, partOfRefused);
            }
            return taken;
        } catch (EmbeddingException e) {
            if (e != hopeless.get() && (e instanceof InvalidRequestException || e.status() == FORBIDDEN)) {
                return refused(batch, e, partOfRefused);
            }
            if (e instanceof AuthenticationException
                    || e instanceof InsufficientCreditException
                    || e instanceof ModelNotFoundException) {
                hopeless.compareAndSet(null, e);
            }
            fail(batch, e);
            return false;
        }
    }

    /** Many requests wait for their turn; meanwhile others learn that there is no hope, or that they are too large. */
    private void admit(List<Piece> batch) {
        @Nullable EmbeddingException end = hopeless.get();
        if (end != null) {
            throw end;
        }
        if (!Batches.fits(batch, caps.now())) {
            throw new OutgrownException();
        }
    }

    private boolean refused(List<Piece> batch, EmbeddingException fault, boolean partOfRefused) {
        if (batch.size() == 1 || !perhapsOneText(fault)) {
            if (partOfRefused && !proof.holds(sender)) {
                hopeless.compareAndSet(null, fault);
            }
            fail(batch, fault);
            return false;
        }
        outcomes.divided(batch.size(), fault);
        List<Piece> first = batch.subList(0, (batch.size() + 1) / 2);
        List<Piece> second = batch.subList(first.size(), batch.size());
        boolean firstTaken = send(first, true);
        boolean secondTaken = send(second, true);
        if (firstTaken && secondTaken) {
            caps.refused(batch, Batches.tokens(first) >= Batches.tokens(second) ? first : second, fault);
        }
        return firstTaken && secondTaken;
    }

    /** An error in the body of a good answer has that answer's status. */
    private static boolean perhapsOneText(EmbeddingException fault) {
        return fault.status() < 300 || PERHAPS_ONE_TEXT.contains(fault.status());
    }

    private void settle(List<Piece> batch, Answer answer) {
        caps.taken(batch);
        proof.found();
        outcomes.answered(batch.size(), Batches.tokens(batch), answer);
        for (int i = 0; i < batch.size(); i++) {
            String problem = answer.problems().get(i);
            if (problem.isEmpty()) {
                outcomes.vector(batch.get(i), answer.vectors().get(i));
            } else {
                outcomes.failure(batch.get(i), unusableVector.apply(problem));
            }
        }
    }

    /** A request has more than the host takes by now. */
    private static final class OutgrownException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void fail(List<Piece> batch, RuntimeException cause) {
        for (Piece piece : batch) {
            outcomes.failure(piece, cause);
        }
    }
}
