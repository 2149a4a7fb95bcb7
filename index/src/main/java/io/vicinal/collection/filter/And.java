package io.vicinal.collection.filter;

import io.vicinal.collection.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Wants what several filters all want.
 *
 * @param filters two or more, none of which is an {@code And}: those of an {@code And} among them stand in its place
 */
public record And(List<Filter> filters) implements Filter {
    /**
     * Joins filters.
     *
     * @throws IllegalArgumentException if there are less than two
     */
    public And {
        List<Filter> flat = new ArrayList<>();
        for (Filter filter : filters) {
            if (filter instanceof And and) {
                flat.addAll(and.filters);
            } else {
                flat.add(filter);
            }
        }
        filters = List.copyOf(flat);
        if (filters.size() < 2) {
            throw new IllegalArgumentException("filters joined by and must be at least 2 but are " + filters.size());
        }
    }

    @Override
    public boolean matches(Metadata metadata) {
        for (Filter filter : filters) {
            if (!filter.matches(metadata)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return filters.stream()
                .map(filter -> filter instanceof Or ? "(" + filter + ")" : filter.toString())
                .collect(Collectors.joining(" and "));
    }
}
