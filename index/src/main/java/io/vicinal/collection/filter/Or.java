package io.vicinal.collection.filter;

import io.vicinal.collection.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Wants what any of several filters wants.
 *
 * @param filters two or more, none of which is an {@code Or}: those of an {@code Or} among them stand in its place
 */
public record Or(List<Filter> filters) implements Filter {
    /**
     * Joins filters.
     *
     * @throws IllegalArgumentException if there are less than two
     */
    public Or {
        List<Filter> flat = new ArrayList<>();
        for (Filter filter : filters) {
            if (filter instanceof Or or) {
                flat.addAll(or.filters);
            } else {
                flat.add(filter);
            }
        }
        filters = List.copyOf(flat);
        if (filters.size() < 2) {
            throw new IllegalArgumentException("filters joined by or must be at least 2 but are " + filters.size());
        }
    }

    @Override
    public boolean matches(Metadata metadata) {
        for (Filter filter : filters) {
            if (filter.matches(metadata)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return filters.stream().map(Filter::toString).collect(Collectors.joining(" or "));
    }
}
