package io.vicinal.embedding.provider;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts behind OpenRouter may answer. Immutable: each method returns another that differs in one thing.
 *
 * <pre>{@code
 * Routing.ANY.order("openai", "azure").allowFallbacks(false).dataCollection("deny")
 * }</pre>
 */
public final class Routing {
    /** Any host, as the account is set. */
    public static final Routing ANY = new Routing(List.of(), null, null);

    private final List<String> order;
    private final @Nullable Boolean allowFallbacks;
    private final @Nullable String dataCollection;

    private Routing(List<String> order, @Nullable Boolean allowFallbacks, @Nullable String dataCollection) {
        this.order = order;
        this.allowFallbacks = allowFallbacks;
        this.dataCollection = dataCollection;
    }

    /**
     * Sets the hosts to try.
     *
     * @param hosts their names at OpenRouter, the first one first
     * @return the routing with that order
     */
    public Routing order(String... hosts) {
        return new Routing(List.of(hosts), allowFallbacks, dataCollection);
    }

    /**
     * Sets whether hosts that are not in the order may step in.
     *
     * @param allowed whether they may
     * @return the routing with that permission
     */
    public Routing allowFallbacks(boolean allowed) {
        return new Routing(order, allowed, dataCollection);
    }

    /**
     * Sets whether hosts that keep texts may answer.
     *
     * @param choice {@code "allow"} or {@code "deny"}
     * @return the routing with that choice
     */
    public Routing dataCollection(String choice) {
        return new Routing(order, allowFallbacks, choice);
    }

    /**
     * Returns the hosts to try.
     *
     * @return their names, empty if there is no order
     */
    public List<String> order() {
        return order;
    }

    /**
     * Returns whether hosts that are not in the order may step in.
     *
     * @return the permission, if it was set
     */
    public Optional<Boolean> allowFallbacks() {
        return Optional.ofNullable(allowFallbacks);
    }

    /**
     * Returns whether hosts that keep texts may answer.
     *
     * @return the choice, if it was set
     */
    public Optional<String> dataCollection() {
        return Optional.ofNullable(dataCollection);
    }
}
