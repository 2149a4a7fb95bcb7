package io.vicinal.embedding.provider;

import java.util.List;
import java.util.Locale;

/** Caps of models that are served by several providers; a gateway has those of the host behind it. */
final class KnownCaps {
    private record Family(String word, Caps caps) {}

    /** The first word that a model's name contains decides. */
    private static final List<Family> FAMILIES = List.of(
            new Family("text-embedding-3-", Caps.OPENAI),
            new Family("text-embedding-ada-002", Caps.OPENAI),
            new Family("text-embedding-v", Caps.UNKNOWN.inputs(10)),
            new Family("mistral", Caps.UNKNOWN.inputs(64)),
            new Family("codestral", Caps.UNKNOWN.inputs(64)),
            new Family("cohere", Caps.UNKNOWN.inputs(96)));

    private KnownCaps() {}

    static Caps of(String model, Caps otherwise) {
        String name = model.toLowerCase(Locale.ROOT);
        return FAMILIES.stream()
                .filter(family -> name.contains(family.word()))
                .map(Family::caps)
                .findFirst()
                .orElse(otherwise);
    }
}
