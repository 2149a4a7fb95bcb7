package io.vicinal.embedding.client;

import io.vicinal.embedding.http.ApiKey;
import io.vicinal.embedding.http.Transport;
import io.vicinal.embedding.http.TransportSettings;
import io.vicinal.embedding.listener.Listeners;
import io.vicinal.embedding.listener.RequestListener;
import io.vicinal.embedding.provider.Caps;
import io.vicinal.embedding.provider.EncodingFormat;
import io.vicinal.embedding.provider.Provider;
import io.vicinal.embedding.provider.Routing;
import io.vicinal.embedding.text.BlankTexts;
import io.vicinal.embedding.text.LongTexts;
import io.vicinal.embedding.text.TokenCounter;
import io.vicinal.embedding.wire.RequestBody;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Describes a client, step by step; only the model must be named. For one thread. */
public final class EmbeddingClientBuilder {
    /** More than 2,048 vectors of 16,384 numbers; what is longer is no answer. */
    private static final long MAX_ANSWER_BYTES = 1L << 30;

    private final RequestFields fields = new RequestFields();
    private final Headers headers = new Headers();
    private final List<RequestListener> listeners = new ArrayList<>();
    private Provider provider;
    private @Nullable ApiKey key;
    private @Nullable String identity;
    private BlankTexts blankTexts = BlankTexts.REJECT;
    private LongTexts longTexts = LongTexts.REJECT;
    private @Nullable TokenCounter counter;
    private final Sending sending = new Sending();
    private UnaryOperator<HttpClient.Builder> http = builder -> builder;

    EmbeddingClientBuilder(Provider provider) {
        this.provider = provider;
    }

    /**
     * Sets the key. Without this it is read from the provider's environment variable.
     *
     * @param key never printed but as {@code sk-…abcd}
     * @return this builder
     * @throws IllegalArgumentException if it is blank or can't stand in a header
     */
    public EmbeddingClientBuilder apiKey(String key) {
        this.key = new ApiKey(key);
        return this;
    }

    /**
     * Sets the base URL, for a proxy or a host that has another. The identity names it from then on.
     *
     * @param baseUrl with or without version, slash at the end, or endpoint
     * @return this builder
     * @throws IllegalArgumentException if it is no URL of {@code http} or {@code https}
     */
    public EmbeddingClientBuilder baseUrl(String baseUrl) {
        provider = provider.baseUrl(baseUrl);
        return this;
    }

    /**
     * Sets the model.
     *
     * @param model its name at the provider
     * @return this builder
     */
    public EmbeddingClientBuilder model(String model) {
        fields.model(model);
        return this;
    }

    /**
     * Asks the host for vectors of that length, which only some models give. See {@link io.vicinal.embedding.ShortenedModel} for the
     * others.
     *
     * @param dimensions at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public EmbeddingClientBuilder dimensions(int dimensions) {
        fields.dimensions(dimensions);
        return this;
    }

    /**
     * Asks the host to write vectors in that form. Without this the host decides; what arrives is read in any case.
     *
     * @param encoding the form
     * @return this builder
     */
    public EmbeddingClientBuilder encoding(EncodingFormat encoding) {
        fields.encoding(encoding);
        return this;
    }

    /**
     * Tells the host a name for the end user.
     *
     * @param user any name
     * @return this builder
     */
    public EmbeddingClientBuilder user(String user) {
        fields.user(user);
        return this;
    }

    /**
     * Tells the model what the texts are. Part of the identity.
     *
     * @param inputType in the model's words, for instance {@code search_document}
     * @return this builder
     */
    public EmbeddingClientBuilder inputType(String inputType) {
        fields.inputType(inputType);
        return this;
    }

    /**
     * Chooses among the hosts behind OpenRouter.
     *
     * @param routing the choice
     * @return this builder
     */
    public EmbeddingClientBuilder routing(Routing routing) {
        fields.routing(routing);
        return this;
    }

    /**
     * Adds a field to each request. Part of the identity, for it may change vectors.
     *
     * @param name of the field
     * @param value a string, number, boolean, list or map
     * @return this builder
     * @throws IllegalArgumentException if the value is something else, or the field has a method of its own here
     */
    public EmbeddingClientBuilder field(String name, Object value) {
        fields.more(name, value);
        return this;
    }

    /**
     * Adds a header to each request. Its value is never printed, and taken out of what the host says if it has 8 characters or more.
     *
     * @param name of the header
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if it can't stand in a header, or the client sets it itself
     */
    public EmbeddingClientBuilder header(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /**
     * Says what makes the vectors comparable, instead of provider and model: for hosts that serve the same model under different
     * URLs or names.
     *
     * @param identity a short printable name
     * @return this builder
     */
    public EmbeddingClientBuilder identity(String identity) {
        this.identity = identity;
        return this;
    }

    /**
     * Sets how much the host takes at once.
     *
     * @param caps instead of those that are known of the model
     * @return this builder
     */
    public EmbeddingClientBuilder caps(Caps caps) {
        provider = provider.caps(caps);
        return this;
    }

    /**
     * Sets what is done with blank texts; they are rejected without this.
     *
     * @param policy the policy
     * @return this builder
     */
    public EmbeddingClientBuilder blankTexts(BlankTexts policy) {
        blankTexts = policy;
        return this;
    }

    /**
     * Sets what is done with over-long texts; they are rejected without this.
     *
     * @param policy the policy
     * @return this builder
     */
    public EmbeddingClientBuilder longTexts(LongTexts policy) {
        longTexts = policy;
        return this;
    }

    /**
     * Sets what counts tokens.
     *
     * @param counter instead of {@link TokenCounter#forModel}
     * @return this builder
     */
    public EmbeddingClientBuilder tokenCounter(TokenCounter counter) {
        this.counter = counter;
        return this;
    }

    /**
     * Sets how requests are sent.
     *
     * <pre>{@code
     * builder.sending(how -> how.concurrency(4).retries(10))
     * }</pre>
     *
     * @param change sets what shall be different
     * @return this builder
     */
    public EmbeddingClientBuilder sending(Consumer<Sending> change) {
        change.accept(sending);
        return this;
    }

    /**
     * Changes the JDK's HTTP client, for instance its proxy or its TLS context. Without this they are as the JDK has them.
     *
     * @param change made last
     * @return this builder
     */
    public EmbeddingClientBuilder http(UnaryOperator<HttpClient.Builder> change) {
        http = change;
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener is told of each request
     * @return this builder
     */
    public EmbeddingClientBuilder listener(RequestListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Makes the client; nothing is sent yet.
     *
     * @return the client, to be closed by the caller
     * @throws IllegalArgumentException if no model is named, there is no key, or the provider does not understand a field
     */
    public EmbeddingClient build() {
        fields.check(provider);
        TransportSettings settings = new TransportSettings(
                provider.name(),
                provider.endpoint().plain(),
                key == null ? EnvironmentKey.of(provider, System::getenv) : key,
                headers.all(),
                sending.concurrency(),
                sending.connectTimeout(),
                sending.timeout(),
                MAX_ANSWER_BYTES,
                sending.backoff(),
                sending.limits(),
                http);
        Listeners all = new Listeners(listeners);
        return new EmbeddingClient(this, new Transport(settings, all), all);
    }

    Provider provider() {
        return provider;
    }

    RequestBody request() {
        return fields.body();
    }

    String identity() {
        return identity == null ? Identity.of(provider.name(), request()) : identity;
    }

    Caps caps() {
        return provider.caps(request().model());
    }

    BlankTexts blankTexts() {
        return blankTexts;
    }

    LongTexts longTexts() {
        return longTexts;
    }

    TokenCounter tokenCounter() {
        return counter == null ? TokenCounter.forModel(request().model()) : counter;
    }
}
