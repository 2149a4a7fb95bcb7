package io.vicinal.embedding.host;

import io.vicinal.embedding.provider.Provider;

/** How each provider's answers look, as its documents show them. */
public enum Dialect {
    NEMOROUTER("/v1", true, "\"object\":\"list\"", "\"prompt_tokens\":%1$d,\"total_tokens\":%1$d"),
    NEXLLM("/v1", true, "", "\"prompt_tokens\":%d"),
    OPENROUTER(
            "/api/v1",
            true,
            "\"object\":\"list\",\"id\":\"gen-1\",\"provider\":\"openai\"",
            "\"prompt_tokens\":%1$d,\"total_tokens\":%1$d,\"cost\":0.00025"),
    NUGEN(
            "/api/v3/inference",
            true,
            "\"id\":\"embed-abc123xyz\",\"object\":\"embedding\",\"created\":1705329600.0",
            "\"total_tokens\":%d"),
    INFRON("/v1", false, "", ""),
    OPENAI("/v1", true, "\"object\":\"list\"", "\"prompt_tokens\":%1$d,\"total_tokens\":%1$d"),
    COMPATIBLE(
            "/v1",
            true,
            "\"id\":\"embd-1\",\"object\":\"list\",\"created\":1705329600",
            "\"prompt_tokens\":%1$d,\"total_tokens\":%1$d,\"completion_tokens\":0,\"prompt_tokens_details\":null");

    private final String base;
    private final boolean index;
    private final String head;
    private final String usage;

    Dialect(String base, boolean index, String head, String usage) {
        this.base = base;
        this.index = index;
        this.head = head;
        this.usage = usage;
    }

    /**
     * Returns who speaks so.
     *
     * @return the provider
     */
    public Provider provider() {
        return Provider.named().stream()
                .filter(provider -> provider.name().equalsIgnoreCase(name()))
                .findFirst()
                .orElse(Provider.compatible("http://localhost:8000"));
    }

    /**
     * Returns where it answers.
     *
     * @return the path before {@code /embeddings}
     */
    public String base() {
        return base;
    }

    boolean index() {
        return index;
    }

    String head() {
        return head;
    }

    String usage(int tokens) {
        return usage.formatted(tokens);
    }
}
