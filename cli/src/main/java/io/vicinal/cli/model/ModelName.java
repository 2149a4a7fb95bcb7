package io.vicinal.cli.model;

import io.vicinal.embedding.provider.Provider;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How people name a model: {@code local}, {@code openrouter:openai/text-embedding-3-small}, {@code http://localhost:8000/v1#name}.
 *
 * @param text what was written
 * @param provider who serves it; empty for the model that comes with the program
 * @param model its name there; empty for the model that comes with the program
 */
public record ModelName(String text, Optional<Provider> provider, String model) {
    /** The model that comes with the program. */
    public static final ModelName LOCAL = new ModelName("local", Optional.empty(), "");

    /**
     * Reads a name.
     *
     * @param text the name
     * @return what it means
     * @throws IllegalArgumentException if it means nothing; the message says what would
     */
    public static ModelName parse(String text) {
        if (text.equals(LOCAL.text)) {
            return LOCAL;
        }
        boolean url = text.contains("://");
        int end = url ? text.lastIndexOf('#') : text.indexOf(':');
        String model = text.substring(end + 1);
        if (end < 1 || model.isBlank()) {
            throw new IllegalArgumentException(
                    "the model '%s' is not like local, provider:model or http://host/v1#model".formatted(text));
        }
        String provider = text.substring(0, end);
        return new ModelName(text, Optional.of(url ? Provider.compatible(provider) : provider(provider)), model);
    }

    /**
     * Finds a provider by its name.
     *
     * @param name for instance {@code openrouter}
     * @return the provider
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Provider provider(String name) {
        if (name.equals(Provider.NUGEN.name())) {
            throw new IllegalArgumentException(
                    "the documents of nugen name no host: https://host/api/v3/inference#model"
                            + " names a model there, --key-variable NUGEN_API_KEY its key");
        }
        return Provider.named().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no provider '%s', but %s"
                        .formatted(
                                name,
                                Provider.named().stream().map(Provider::name).collect(Collectors.joining(", ")))));
    }

    @Override
    public String toString() {
        return text;
    }
}
