package io.vicinal.embedding.provider;

import static io.vicinal.embedding.provider.RequestField.DIMENSIONS;
import static io.vicinal.embedding.provider.RequestField.ENCODING_FORMAT;
import static io.vicinal.embedding.provider.RequestField.INPUT_TYPE;
import static io.vicinal.embedding.provider.RequestField.ROUTING;
import static io.vicinal.embedding.provider.RequestField.USER;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A host of embedding models that speaks OpenAI's protocol: where it is, which variable holds its key, what it understands, how much it
 * takes at once. Immutable: each method that sets something returns another that differs in one thing.
 */
public final class Provider {
    private static final String V1 = "/v1";
    private static final String MODELS = "models";

    /** Takes the fields of OpenAI but for {@code user}. */
    public static final Provider NEMOROUTER = new Provider(
                    "nemorouter", "https://api.nemorouter.ai", V1, "NEMOROUTER_API_KEY", MODELS, Caps.UNKNOWN)
            .supporting(ENCODING_FORMAT, DIMENSIONS);

    /** Documents nothing but model and texts. */
    public static final Provider NEXLLM =
            new Provider("nexllm", "https://www.nexllm.ai", V1, "NEXLLM_API_KEY", null, Caps.UNKNOWN);

    /** A gateway to many; {@link Routing} chooses among them. Its models are named {@code vendor/model}. */
    public static final Provider OPENROUTER = new Provider(
                    "openrouter",
                    "https://openrouter.ai",
                    "/api/v1",
                    "OPENROUTER_API_KEY",
                    "embeddings/models",
                    Caps.UNKNOWN)
            .supporting(ENCODING_FORMAT, DIMENSIONS, USER, INPUT_TYPE, ROUTING);

    /** Documents a path but no host: the base URL must be given. */
    public static final Provider NUGEN = new Provider(
                    "nugen", null, "/api/v3/inference", "NUGEN_API_KEY", null, Caps.UNKNOWN)
            .supporting(DIMENSIONS);

    /** Documents nothing but model and texts. */
    public static final Provider INFRON =
            new Provider("infron", "https://llm.onerouter.pro", V1, "INFRON_API_KEY", null, Caps.UNKNOWN);

    /** OpenAI itself. */
    public static final Provider OPENAI = new Provider(
                    "openai", "https://api.openai.com", V1, "OPENAI_API_KEY", MODELS, Caps.OPENAI)
            .supporting(ENCODING_FORMAT, DIMENSIONS, USER);

    private final String name;
    private final @Nullable String url;
    private final String basePath;
    private final @Nullable String keyVariable;
    private final @Nullable String modelsPath;
    private final Caps caps;
    private final boolean capsKnown;
    private final Set<RequestField> fields;

    private Provider(
            String name,
            @Nullable String url,
            String basePath,
            @Nullable String keyVariable,
            @Nullable String modelsPath,
            Caps caps) {
        this(name, url, basePath, keyVariable, modelsPath, caps, false, Set.of());
    }

    private Provider(
            String name,
            @Nullable String url,
            String basePath,
            @Nullable String keyVariable,
            @Nullable String modelsPath,
            Caps caps,
            boolean capsKnown,
            Set<RequestField> fields) {
        this.name = name;
        this.url = url;
        this.basePath = basePath;
        this.keyVariable = keyVariable;
        this.modelsPath = modelsPath;
        this.caps = caps;
        this.capsKnown = capsKnown;
        this.fields = fields;
    }

    /**
     * Names any server that speaks OpenAI's protocol: vLLM, Ollama, LM Studio, text-embeddings-inference. It needs no key unless it
     * is given one.
     *
     * @param baseUrl its base URL in any form
     * @return a provider that is called by that URL
     * @throws IllegalArgumentException if it is no URL of {@code http} or {@code https}
     */
    public static Provider compatible(String baseUrl) {
        String base = Endpoint.of(baseUrl, V1).base();
        return new Provider(base, baseUrl, V1, null, MODELS, Caps.UNKNOWN)
                .supporting(ENCODING_FORMAT, DIMENSIONS, USER, INPUT_TYPE);
    }

    /**
     * Returns the providers that have names.
     *
     * @return all of them
     */
    public static List<Provider> named() {
        return List.of(NEMOROUTER, NEXLLM, OPENROUTER, NUGEN, INFRON, OPENAI);
    }

    /**
     * Sets the base URL, for a proxy or a host that has another.
     *
     * @param baseUrl in any form
     * @return the provider there
     * @throws IllegalArgumentException if it is no URL of {@code http} or {@code https}
     */
    public Provider baseUrl(String baseUrl) {
        String base = Endpoint.of(baseUrl, basePath).base();
        return new Provider(base, baseUrl, basePath, keyVariable, modelsPath, caps, capsKnown, fields);
    }

    /**
     * Sets how much it takes at once, whatever the model.
     *
     * @param caps what it takes
     * @return the provider with those caps
     */
    public Provider caps(Caps caps) {
        return new Provider(name, url, basePath, keyVariable, modelsPath, caps, true, fields);
    }

    /**
     * Sets which environment variable holds the key.
     *
     * @param variable its name
     * @return the provider with that variable
     */
    public Provider keyVariable(String variable) {
        return new Provider(name, url, basePath, variable, modelsPath, caps, capsKnown, fields);
    }

    /**
     * Adds fields that it understands although its documents don't say so.
     *
     * @param more the fields
     * @return the provider with those fields too
     */
    public Provider supporting(RequestField... more) {
        Set<RequestField> all = new TreeSet<>(fields);
        all.addAll(List.of(more));
        return new Provider(name, url, basePath, keyVariable, modelsPath, caps, capsKnown, Set.copyOf(all));
    }

    /**
     * Returns what the provider is called: its name, or its base URL if that was given.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns where it answers.
     *
     * @return the endpoint
     * @throws IllegalArgumentException if its documents name no host and no base URL was given
     */
    public Endpoint endpoint() {
        if (url == null) {
            throw new IllegalArgumentException("the documents of %s name no host: set the base URL".formatted(name));
        }
        return Endpoint.of(url, basePath);
    }

    /**
     * Returns which environment variable holds the key.
     *
     * @return its name; absent if no key is needed
     */
    public Optional<String> keyVariable() {
        return Optional.ofNullable(keyVariable);
    }

    /**
     * Returns where its models are listed.
     *
     * @return the path below the base; absent if it documents none
     */
    public Optional<String> modelsPath() {
        return Optional.ofNullable(modelsPath);
    }

    /**
     * Returns how much it takes at once for a model.
     *
     * @param model the model's name
     * @return the caps that were set, or those of the model's family, or its own
     */
    public Caps caps(String model) {
        return capsKnown ? caps : KnownCaps.of(model, caps);
    }

    /**
     * Tells whether it understands a field.
     *
     * @param field of a request
     * @return whether the field may be sent
     */
    public boolean supports(RequestField field) {
        return fields.contains(field);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
