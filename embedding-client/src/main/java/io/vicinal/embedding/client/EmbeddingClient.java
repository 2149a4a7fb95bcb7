package io.vicinal.embedding.client;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.batch.BatchRun;
import io.vicinal.embedding.batch.Batches;
import io.vicinal.embedding.batch.LearntCaps;
import io.vicinal.embedding.batch.Proof;
import io.vicinal.embedding.batch.Sender;
import io.vicinal.embedding.http.Transport;
import io.vicinal.embedding.input.PreparedText;
import io.vicinal.embedding.input.TextPreparation;
import io.vicinal.embedding.listener.Listeners;
import io.vicinal.embedding.provider.Caps;
import io.vicinal.embedding.provider.ModelInfo;
import io.vicinal.embedding.provider.Provider;
import io.vicinal.embedding.text.BlankTexts;
import io.vicinal.embedding.text.LongTexts;
import io.vicinal.embedding.text.TokenCounter;
import io.vicinal.embedding.wire.ModelListReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A model behind HTTP. Texts are sent in as few requests as the host's caps allow, several at the same time; each distinct text is asked
 * for once, also when several threads want it. What fails for a reason that may pass is sent again; one text that the host refuses fails
 * alone. Every vector is checked before anyone sees it.
 *
 * <p>Safe for use by several threads at once. Interrupting a thread that waits here gives up what it still waits for; what has arrived is
 * in its result.
 */
public final class EmbeddingClient implements EmbeddingModel {
    private final String identity;
    private final Provider provider;
    private final Transport transport;
    private final Sender sender;
    private final KnownDimension dimension;
    private final LearntCaps caps;
    private final BlankTexts blankTexts;
    private final LongTexts longTexts;
    private final TokenCounter counter;
    private final Listeners listeners;
    private final Proof proof = new Proof();
    private final InFlight inFlight = new InFlight();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("embedding-request-", 0).factory());

    EmbeddingClient(EmbeddingClientBuilder settings, Transport transport, Listeners listeners) {
        this.identity = settings.identity();
        this.provider = settings.provider();
        this.transport = transport;
        this.listeners = listeners;
        this.dimension = new KnownDimension(settings.request().dimensions());
        this.sender = new HostSender(
                transport, provider.endpoint().at("embeddings"), settings.request(), dimension, listeners);
        this.caps = new LearntCaps(settings.caps(), listeners);
        this.blankTexts = settings.blankTexts();
        this.longTexts = settings.longTexts();
        this.counter = settings.tokenCounter();
    }

    /**
     * Begins to describe a client.
     *
     * @param provider who serves the model
     * @return to be told the rest
     */
    public static EmbeddingClientBuilder builder(Provider provider) {
        return new EmbeddingClientBuilder(provider);
    }

    @Override
    public String identity() {
        return identity;
    }

    /**
     * Returns the length of the vectors: what was asked for, else what the first answer showed. Before there is one, a word is sent
     * to see it.
     *
     * @throws io.vicinal.embedding.fault.EmbeddingException if the host does not tell
     */
    @Override
    public int dimension() {
        if (dimension.get() == 0) {
            embedAll(List.of(Proof.HARMLESS.text())).vector(0);
        }
        return dimension.get();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return embedAll(texts).vectors();
    }

    /**
     * Embeds texts, as many as possible.
     *
     * @throws IllegalStateException if the client is closed
     */
    @Override
    public EmbeddingResult embedAll(List<String> texts) {
        requireOpen();
        TextPreparation preparation =
                new TextPreparation(blankTexts, longTexts, counter, caps.now().tokensPerInput());
        Call call = new Call(inFlight, listeners);
        List<PreparedText> prepared = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            PreparedText text = preparation.prepare(texts.get(i));
            text.pieces().forEach(call::need);
            prepared.add(text);
        }
        try {
            call.run(
                    pieces -> Batches.plan(pieces, caps.now()),
                    outcomes -> new BatchRun(sender, caps, proof, transport.faults()::vector, outcomes),
                    executor);
        } catch (RejectedExecutionException e) {
            throw closed();
        }
        return Assembly.of(prepared, call);
    }

    /**
     * Returns the models that the host lists.
     *
     * @return the models, in the host's order
     * @throws UnsupportedOperationException if the provider documents no such list
     * @throws IllegalStateException if the client is closed
     * @throws io.vicinal.embedding.fault.EmbeddingException if the host gives none
     */
    public List<ModelInfo> listModels() {
        String path = provider.modelsPath()
                .orElseThrow(
                        () -> new UnsupportedOperationException("%s documents no list of models".formatted(provider)));
        requireOpen();
        return transport.get(provider.endpoint().at(path), ModelListReader::read);
    }

    /**
     * Returns how much the host takes at once, as far as is known by now.
     *
     * @return the caps, with what was learnt in this run
     */
    public Caps caps() {
        return caps.now();
    }

    @Override
    public TokenCounter tokenCounter() {
        return counter;
    }

    private void requireOpen() {
        if (executor.isShutdown()) {
            throw closed();
        }
    }

    private IllegalStateException closed() {
        return new IllegalStateException("the client of %s is closed".formatted(identity));
    }

    /** Gives up what is under way and frees the connections. */
    @Override
    public void close() {
        executor.shutdownNow();
        transport.close();
    }

    /** Returns the identity. */
    @Override
    public String toString() {
        return identity;
    }
}
