package io.vicinal.embedding.http;

import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.listener.Listeners;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends requests to one host, as often as it takes. Safe for use by several threads at once. */
public final class Transport implements AutoCloseable {
    private final TransportSettings settings;
    private final Listeners listeners;
    private final Secrets secrets;
    private final Faults faults;
    private final HttpClient http;
    private final ScheduledExecutorService clock;
    private final Exchange exchange;
    private final Retries retries;

    /**
     * Opens a way to a host; nothing is sent yet.
     *
     * @param settings how requests are sent
     * @param listeners are told of each
     */
    public Transport(TransportSettings settings, Listeners listeners) {
        this.settings = settings;
        this.listeners = listeners;
        secrets = new Secrets(settings.key(), settings.headers().values());
        faults = new Faults(settings.host(), secrets, InstantSource.system());
        http = settings.http().apply(client(settings)).build();
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("embedding-deadlines").daemon().factory());
        Alarms alarms = (delay, task) -> clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        Semaphore permits = new Semaphore(settings.concurrency(), true);
        exchange = new Exchange(http, permits, alarms, settings.timeout(), settings.maxBytes(), faults);
        retries = new Retries(settings.backoff(), listeners);
    }

    /**
     * Without encryption HTTP/1.1 is spoken: the JDK would ask for an upgrade to HTTP/2, over which common Python servers lose the
     * body. Redirections are not followed, for the key would go with them.
     */
    private static HttpClient.Builder client(TransportSettings settings) {
        return HttpClient.newBuilder()
                .version(settings.plain() ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER);
    }

    /**
     * Sends something.
     *
     * @param <T> what is answered
     * @param url where to
     * @param body JSON in UTF-8, written for each attempt when its turn comes; what it throws is thrown and nothing sent
     * @param load what it holds
     * @param reader reads the answer
     * @return the answer
     * @throws EmbeddingException if there is none
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public <T> Timed<T> post(URI url, Supplier<byte[]> body, Load load, BodyReader<T> reader) {
        return send(
                () -> request(url)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.get())),
                load,
                reader);
    }

    /**
     * Asks for something.
     *
     * @param <T> what is answered
     * @param url where
     * @param reader reads the answer
     * @return the answer
     * @throws EmbeddingException if there is none
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public <T> T get(URI url, BodyReader<T> reader) {
        return send(() -> request(url).GET(), Load.NONE, reader).value();
    }

    private <T> Timed<T> send(Supplier<HttpRequest.Builder> request, Load load, BodyReader<T> reader) {
        return retries.run(() -> {
            settings.limits().acquire(load.tokens());
            Attempt attempt = new Attempt(load);
            try {
                T answer = exchange.send(() -> attempt.begin(request.get()), reader);
                return new Timed<>(answer, attempt.took());
            } catch (EmbeddingException e) {
                attempt.failed(e);
                throw e;
            }
        });
    }

    private HttpRequest.Builder request(URI url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "vicinal");
        if (settings.key() != null) {
            request.setHeader("Authorization", settings.key().authorization());
        }
        settings.headers().forEach(request::setHeader);
        return request;
    }

    /**
     * Returns what makes exceptions for this host.
     *
     * @return the maker
     */
    public Faults faults() {
        return faults;
    }

    /**
     * Takes the key and the values of headers out of what a host says.
     *
     * @param text that may repeat them
     * @return the text without them
     */
    public String redact(String text) {
        return secrets.redact(text);
    }

    /** Ends all requests that are under way, with an exception for each. */
    @Override
    public void close() {
        http.shutdownNow();
        clock.shutdownNow();
    }

    /** One attempt, from when it is its turn. */
    private final class Attempt {
        private final Load load;
        private long began;
        private boolean sent;

        Attempt(Load load) {
            this.load = load;
        }

        HttpRequest.Builder begin(HttpRequest.Builder request) {
            listeners.tell(listener -> listener.sending(load.texts(), load.tokens()));
            sent = true;
            began = System.nanoTime();
            return request;
        }

        void failed(EmbeddingException fault) {
            if (sent) {
                Duration took = took();
                listeners.tell(listener -> listener.failed(load.texts(), fault, took));
            }
        }

        Duration took() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }
}
