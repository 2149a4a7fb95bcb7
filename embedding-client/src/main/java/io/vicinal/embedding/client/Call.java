package io.vicinal.embedding.client;

import io.vicinal.embedding.AnswerReport;
import io.vicinal.embedding.batch.BatchRun;
import io.vicinal.embedding.batch.Outcomes;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.http.Interruption;
import io.vicinal.embedding.input.Piece;
import io.vicinal.embedding.listener.Listeners;
import io.vicinal.embedding.wire.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The texts that one caller wants, each asked for once, by this call or by another that is asking already. */
final class Call implements Outcomes {
    private final InFlight inFlight;
    private final Listeners listeners;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Queue<AnswerReport> reports = new ConcurrentLinkedQueue<>();

    Call(InFlight inFlight, Listeners listeners) {
        this.inFlight = inFlight;
        this.listeners = listeners;
    }

    /** Needs a text. */
    void need(Piece piece) {
        slots.computeIfAbsent(piece.text(), text -> new Slot(piece));
    }

    /** Returns a text that was needed. */
    Slot slot(Piece piece) {
        return Objects.requireNonNull(slots.get(piece.text()));
    }

    /** Returns what the host said about each answer so far. */
    List<AnswerReport> reports() {
        return List.copyOf(reports);
    }

    /**
     * Asks for all that is needed and waits for it. When the thread is interrupted, what is still open is given up.
     *
     * @param plan puts texts into requests
     * @param run makes a run of requests that tells this call
     * @param executor sends several requests at the same time
     */
    void run(
            Function<List<Piece>, List<List<Piece>>> plan, Function<Outcomes, BatchRun> run, ExecutorService executor) {
        BatchRun batches = run.apply(this);
        List<Slot> open = List.copyOf(slots.values());
        while (!open.isEmpty()) {
            open.forEach(slot -> slot.board(inFlight));
            List<Piece> own = open.stream().filter(Slot::own).map(Slot::piece).toList();
            List<Future<?>> tasks = new ArrayList<>();
            try {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                start(plan.apply(own), batches, executor, tasks);
                await(tasks, open);
            } catch (InterruptedException e) {
                tasks.forEach(task -> task.cancel(true));
                RuntimeException reason = Interruption.of(e);
                own.forEach(piece -> failure(piece, reason));
                return;
            }
            open = open.stream().filter(slot -> !slot.own() && slot.abandoned()).toList();
        }
    }

    private void start(List<List<Piece>> plan, BatchRun batches, ExecutorService executor, List<Future<?>> tasks) {
        int started = 0;
        try {
            for (List<Piece> batch : plan) {
                tasks.add(executor.submit(() -> run(batches, batch)));
                started++;
            }
        } finally {
            // A client that is closed takes no more.
            for (List<Piece> batch : plan.subList(started, plan.size())) {
                batch.forEach(piece -> failure(piece, new CancellationException("the client is closed")));
            }
        }
    }

    /** Whatever happens, no text may stay in flight for ever. */
    private void run(BatchRun batches, List<Piece> batch) {
        RuntimeException reason = new CancellationException("embedding was given up");
        try {
            batches.run(batch);
        } catch (RuntimeException e) {
            reason = e;
        } finally {
            for (Piece piece : batch) {
                failure(piece, reason);
            }
        }
    }

    private static void await(List<Future<?>> tasks, List<Slot> open) throws InterruptedException {
        for (Future<?> task : tasks) {
            await(task);
        }
        for (Slot slot : open) {
            await(slot.answer());
        }
    }

    private static void await(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException | CancellationException e) {
            // The slot knows.
        }
    }

    @Override
    public void vector(Piece piece, float[] vector) {
        Slot slot = slot(piece);
        if (slot.settle()) {
            inFlight.land(piece.text(), vector);
            slot.answer().complete(vector);
        }
    }

    @Override
    public void failure(Piece piece, RuntimeException cause) {
        Slot slot = slot(piece);
        if (slot.settle()) {
            inFlight.crash(piece.text(), cause);
            slot.answer().completeExceptionally(cause);
        }
    }

    @Override
    public void answered(int texts, int estimatedTokens, Answer answer) {
        reports.add(answer.report(estimatedTokens));
    }

    @Override
    public void divided(int texts, EmbeddingException fault) {
        listeners.tell(listener -> listener.split(texts, fault));
    }
}
