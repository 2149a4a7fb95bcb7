package io.vicinal.embedding.ingest;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.EmbeddingResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Batches on their way through a model, delivered in the order in which they came. For one thread. */
final class IngestRun<D> implements AutoCloseable {
    /** Batches that wait behind a slow one, for each that is being embedded. */
    private static final int WAITING_FACTOR = 4;

    private static final long PATIENCE_SECONDS = 30;

    private final EmbeddingModel model;
    private final IngestSink<D> sink;
    private final Semaphore permits;
    private final int window;
    private final Consumer<IngestAccount> progress;
    private final Hope hope = new Hope();
    private final Queue<Flight<D>> flights = new ArrayDeque<>();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ingest-", 0).factory());
    private IngestAccount account = IngestAccount.NONE;
    private volatile boolean givenUp;

    private record Flight<D>(IngestBatch<D> batch, Future<EmbeddingResult> result) {}

    IngestRun(EmbeddingModel model, IngestSink<D> sink, int concurrency, Consumer<IngestAccount> progress) {
        this.model = model;
        this.sink = sink;
        this.permits = new Semaphore(concurrency, true);
        this.window = WAITING_FACTOR * concurrency;
        this.progress = progress;
    }

    /** One more document has been read. */
    void read() {
        account = account.documents(account.documents() + 1);
    }

    /** Embeds a batch; before that, waits until there is room for it. */
    void submit(IngestBatch<D> batch) throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        if (flights.size() == window) {
            land(flights.remove());
        }
        flights.add(new Flight<>(batch, executor.submit(() -> embed(batch))));
        for (Flight<D> first = flights.peek(); first != null && first.result().isDone(); first = flights.peek()) {
            land(flights.remove());
        }
    }

    private EmbeddingResult embed(IngestBatch<D> batch) throws InterruptedException {
        permits.acquire();
        try {
            if (givenUp) {
                throw new CancellationException("the run has ended");
            }
            return model.embedAll(batch.texts());
        } finally {
            permits.release();
        }
    }

    private void land(Flight<D> flight) throws IOException {
        EmbeddingResult result = await(flight.result());
        flight.batch().deliverVectors(result, sink);
        hope.lookAt(result);
        flight.batch().deliverFailures(result, sink);
        account = account.plus(result);
        progress.accept(account);
    }

    private static EmbeddingResult await(Future<EmbeddingResult> result) throws IOException {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while embedding");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("embedding failed", e.getCause());
        }
    }

    /** Waits for all batches. */
    IngestAccount finish() throws IOException {
        while (!flights.isEmpty()) {
            land(flights.remove());
        }
        return account;
    }

    /** What has been sent may still come back and be kept, for it is paid for; unless this thread is in a hurry. */
    @Override
    public void close() {
        givenUp = true;
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
        executor.close();
    }
}
