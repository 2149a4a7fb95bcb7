package io.vicinal.embedding.fork;

import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.cache.CacheOptions;
import io.vicinal.embedding.cache.CachedModel;
import io.vicinal.embedding.cache.EmbeddingCache;
import io.vicinal.embedding.chunk.Chunk;
import io.vicinal.embedding.client.EmbeddingClient;
import io.vicinal.embedding.host.TroubledHost;
import io.vicinal.embedding.ingest.IngestSink;
import io.vicinal.embedding.ingest.Ingestor;
import io.vicinal.embedding.provider.Caps;
import io.vicinal.embedding.provider.Provider;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.IntStream;

/** Ingests the texts of a {@link TroubledHost} into an index and says after each batch how many chunks are settled. */
public final class IngestTexts {
    public static final int DIMENSION = 64;
    public static final int MOST_INPUTS = 48;
    public static final int CONCURRENCY = 8;

    private IngestTexts() {}

    /** Arguments: base URL, number of texts, folder of the cache, index to write, file of failures to write. */
    public static void main(String[] arguments) throws Exception {
        Path failures = Path.of(arguments[4]);
        Files.deleteIfExists(failures);
        Files.createFile(failures);
        CacheOptions options = CacheOptions.defaults().withWarnings(warning -> {});
        try (EmbeddingCache cache = CacheKind.CHRONICLE.open(Path.of(arguments[2]), options);
                EmbeddingModel model = CachedModel.of(client(arguments[0]), cache);
                VectorIndex index =
                        VectorIndex.builder(DIMENSION, Metric.COSINE).create()) {
            Ingestor.of(model)
                    .batchSize(MOST_INPUTS)
                    .concurrency(CONCURRENCY)
                    .progress(account -> System.out.println(account.chunks()))
                    .ingest(
                            IntStream.range(0, Integer.parseInt(arguments[1])).iterator(),
                            TroubledHost::text,
                            sink(index, failures));
            index.save(Path.of(arguments[3]));
        }
    }

    private static EmbeddingClient client(String url) {
        return EmbeddingClient.builder(Provider.compatible(url))
                .model("test-model")
                .caps(Caps.UNKNOWN.inputs(MOST_INPUTS))
                .sending(how -> how.concurrency(CONCURRENCY)
                        .retries(8)
                        .waits(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(20)))
                .build();
    }

    private static IngestSink<Integer> sink(VectorIndex index, Path failures) {
        return new IngestSink<>() {
            @Override
            public void accept(Integer number, Chunk chunk, float[] vector) {
                index.add(number, vector);
            }

            @Override
            public void failed(Integer number, Chunk chunk, RuntimeException cause) throws IOException {
                Files.writeString(failures, number + "\n", StandardOpenOption.APPEND);
            }
        };
    }
}
