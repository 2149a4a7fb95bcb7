package io.vicinal.embedding.ingest;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.chunk.Chunk;
import io.vicinal.embedding.chunk.Chunker;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Embeds documents as they come: cuts their texts into chunks, embeds several batches of them at the same time, and hands chunks and
 * vectors on in the order of the documents. Only so many batches are in memory at once, however many documents there are.
 *
 * <p>Around a model with a cache, what has been embedded is never embedded again, whatever ended the run: run it again.
 *
 * <p>Immutable: each method that sets something returns another that differs in one thing.
 */
public final class Ingestor {
    /** One request to any host, and few texts to lose when the process is killed. */
    private static final int BATCH_SIZE = 64;

    private static final int CONCURRENCY = 16;

    private final EmbeddingModel model;
    private final Chunker chunker;
    private final int batchSize;
    private final int concurrency;
    private final Consumer<IngestAccount> progress;

    private Ingestor(
            EmbeddingModel model, Chunker chunker, int batchSize, int concurrency, Consumer<IngestAccount> progress) {
        this.model = model;
        this.chunker = chunker;
        this.batchSize = batchSize;
        this.concurrency = concurrency;
        this.progress = progress;
    }

    /**
     * Starts with what suits most: whole documents, 64 chunks a batch, 16 batches at the same time.
     *
     * @param model embeds the chunks, usually a {@link io.vicinal.embedding.cache.CachedModel}; stays open
     * @return an ingestor
     */
    public static Ingestor of(EmbeddingModel model) {
        return new Ingestor(model, Chunker.whole(), BATCH_SIZE, CONCURRENCY, account -> {});
    }

    /**
     * Sets how texts are cut.
     *
     * @param newChunker cuts them
     * @return an ingestor of such chunks
     */
    public Ingestor chunker(Chunker newChunker) {
        return new Ingestor(model, newChunker, batchSize, concurrency, progress);
    }

    /**
     * Sets how many chunks are embedded together.
     *
     * @param newBatchSize at least 1
     * @return an ingestor of such batches
     * @throws IllegalArgumentException if it is less
     */
    public Ingestor batchSize(int newBatchSize) {
        return new Ingestor(model, chunker, atLeastOne("batchSize", newBatchSize), concurrency, progress);
    }

    /**
     * Sets how many batches are embedded at the same time.
     *
     * @param newConcurrency at least 1
     * @return an ingestor of that many
     * @throws IllegalArgumentException if it is less
     */
    public Ingestor concurrency(int newConcurrency) {
        return new Ingestor(model, chunker, batchSize, atLeastOne("concurrency", newConcurrency), progress);
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1 but is %d".formatted(name, value));
        }
        return value;
    }

    /**
     * Sets who is told how far it is.
     *
     * @param newProgress gets the account so far after each batch, by the thread that ingests
     * @return an ingestor that tells
     */
    public Ingestor progress(Consumer<IngestAccount> newProgress) {
        return new Ingestor(model, chunker, batchSize, concurrency, newProgress);
    }

    /**
     * Embeds documents. A chunk that can't be embedded is reported, and the others go on. Only what no further document can overcome
     * ends the run: a key that is not accepted, no credit, an unknown model, or a host that has been out of reach for several batches.
     *
     * @param <D> a document
     * @param documents read by this thread as fast as they are embedded
     * @param text returns a document's text
     * @param sink takes the vectors, in the order of the documents
     * @return what was done
     * @throws IOException if the sink throws it
     * @throws java.io.InterruptedIOException if the thread is interrupted
     * @throws io.vicinal.embedding.fault.EmbeddingException if there is no hope
     */
    public <D> IngestAccount ingest(Iterator<D> documents, Function<D, String> text, IngestSink<D> sink)
            throws IOException {
        try (IngestRun<D> run = new IngestRun<>(model, sink, concurrency, progress)) {
            IngestBatch<D> batch = new IngestBatch<>(batchSize);
            while (documents.hasNext()) {
                D document = documents.next();
                run.read();
                for (Chunk chunk : chunks(text.apply(document))) {
                    batch.add(document, chunk);
                    if (batch.isFull()) {
                        run.submit(batch);
                        batch = new IngestBatch<>(batchSize);
                    }
                }
            }
            run.submit(batch);
            return run.finish();
        }
    }

    /** What is to be done with a blank text is up to the model. */
    private List<Chunk> chunks(String text) {
        return text.isBlank() ? List.of(new Chunk(0, text.length(), text)) : chunker.chunks(text);
    }

    /**
     * Reads documents and tells what embedding them would take. Nothing is sent.
     *
     * @param <D> a document
     * @param documents all of them are read
     * @param text returns a document's text
     * @return chunks, tokens, and how many of them are in the cache
     */
    public <D> DryRun dryRun(Iterator<D> documents, Function<D, String> text) {
        DryRunCount count = new DryRunCount(model);
        while (documents.hasNext()) {
            count.document(chunks(text.apply(documents.next())));
        }
        return count.result();
    }
}
