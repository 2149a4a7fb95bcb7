package io.vicinal.embedding.client;

import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.provider.Provider;
import java.time.Duration;

/** Clients of a host on this machine. */
final class Clients {
    static final String KEY = "sk-test-0123456789abcdefghij-WXYZ";

    private Clients() {}

    /** Returns a client that does not wait long before it tries again. */
    static EmbeddingClientBuilder of(HostServer host) {
        return of(host.dialect().provider().baseUrl(host.url()));
    }

    /** Returns a client of any host on this machine. */
    static EmbeddingClientBuilder of(String url) {
        return of(Provider.compatible(url));
    }

    private static EmbeddingClientBuilder of(Provider provider) {
        return EmbeddingClient.builder(provider)
                .apiKey(KEY)
                .model("test-model")
                .sending(how -> how.retries(3).waits(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(5)));
    }
}
