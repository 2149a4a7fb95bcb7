package io.vicinal.cli.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.EmbeddingResultBuilder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sentence model all-MiniLM-L6-v2 in 8 bits, on the processors of this machine. The model comes with the program: nothing is
 * downloaded and nobody is told.
 *
 * <p>A text always gets the same vector, whatever is embedded with it. Vectors have length 1. A text of more than 510 word pieces is
 * embedded in parts, whose mean is its vector.
 */
public final class LocalModel implements EmbeddingModel {
    /** Its identity, which collections that were made with it have. */
    public static final String IDENTITY = "local:all-minilm-l6-v2-q";

    private static final int DIMENSION = 384;
    private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
    private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final Map<String, String> WHOLE_TEXTS = Map.of("padding", "false", "truncation", "false");

    private final SentenceEncoder encoder;
    private final ExecutorService executor;

    private LocalModel(SentenceEncoder encoder) {
        this.encoder = encoder;
        ThreadFactory threads =
                Thread.ofPlatform().name("local-model-", 0).daemon().factory();
        executor = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), threads);
    }

    /**
     * Loads the model, in about half a second.
     *
     * @return the model, to be closed by the caller
     * @throws IllegalStateException if the native libraries do not run on this machine; the message says why
     */
    public static LocalModel load() {
        keepTokenizerOffline();
        try (InputStream weights = resource(WEIGHTS);
                InputStream vocabulary = resource(VOCABULARY);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // One text, one thread. The runtime's own threads, as many again for each caller, wait for work by
            // spinning: on
            // 2 cores they took 1.4 to 1.9 times as long for texts of 47 word pieces.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            OrtSession session = environment.createSession(weights.readAllBytes(), options);
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(vocabulary, WHOLE_TEXTS);
            return new LocalModel(new SentenceEncoder(environment, session, tokenizer, DIMENSION));
        } catch (IOException | OrtException | RuntimeException | LinkageError e) {
            throw new IllegalStateException("the local model can't run here: " + e.getMessage(), e);
        }
    }

    /** The tokenizer's library reports its use to its makers, looks for a graphics card and may download itself, unless told. */
    private static void keepTokenizerOffline() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("RUST_FLAVOR", "cpu");
    }

    private static InputStream resource(String name) throws FileNotFoundException {
        @Nullable InputStream stream = LocalModel.class.getResourceAsStream(name);
        if (stream == null) {
            throw new FileNotFoundException(name + " is not on the class path");
        }
        return stream;
    }

    @Override
    public String identity() {
        return IDENTITY;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return embedAll(texts).vectors();
    }

    // Texts are run one by one: the model scales its activations to 8 bits over all it is given at once, so that a
    // vector would
    // depend on its batch (cosine down to 0.98), and batches of 4 to 32 texts are no faster.
    @Override
    public EmbeddingResult embedAll(List<String> texts) {
        List<Future<float[]>> vectors = new ArrayList<>(texts.size());
        for (String text : texts) {
            vectors.add(executor.submit(() -> encode(text)));
        }
        try {
            EmbeddingResultBuilder result = EmbeddingResult.of(texts.size());
            for (int i = 0; i < texts.size(); i++) {
                settle(i, vectors.get(i), result);
            }
            return result.build();
        } finally {
            vectors.forEach(vector -> vector.cancel(false));
        }
    }

    private float[] encode(String text) throws OrtException {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the text is blank");
        }
        return encoder.encode(text);
    }

    private static void settle(int position, Future<float[]> vector, EmbeddingResultBuilder result) {
        try {
            result.vector(position, vector.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.failure(position, new IllegalStateException("interrupted while embedding", e));
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            result.failure(
                    position,
                    cause instanceof IllegalArgumentException
                            ? new IllegalArgumentException(cause.getMessage(), cause)
                            : new IllegalStateException("the text can't be embedded: " + cause.getMessage(), cause));
        }
    }

    /** Waits for texts being embedded, then frees the model. */
    @Override
    public void close() {
        executor.close();
        encoder.tokenizer().close();
        try {
            encoder.session().close();
        } catch (OrtException e) {
            throw new IllegalStateException("can't free the local model: " + e.getMessage(), e);
        }
    }
}
