package io.vicinal.collection.filter;

import io.vicinal.collection.metadata.Metadata;

/**
 * Wants what a filter does not, documents without its fields too.
 *
 * @param filter the filter
 */
public record Not(Filter filter) implements Filter {
    @Override
    public boolean matches(Metadata metadata) {
        return !filter.matches(metadata);
    }

    @Override
    public String toString() {
        return "not (%s)".formatted(filter);
    }
}
