package io.vicinal.embedding.client;

import io.vicinal.embedding.http.ApiKey;
import io.vicinal.embedding.provider.Provider;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The key that a provider's environment variable holds. */
final class EnvironmentKey {
    private EnvironmentKey() {}

    /** Returns the key, or null if the provider needs none. */
    static @Nullable ApiKey of(Provider provider, Function<String, @Nullable String> environment) {
        @Nullable String variable = provider.keyVariable().orElse(null);
        if (variable == null) {
            return null;
        }
        @Nullable String value = environment.apply(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "%s needs an API key: set %s, or give one to the client".formatted(provider, variable));
        }
        return new ApiKey(value);
    }
}
