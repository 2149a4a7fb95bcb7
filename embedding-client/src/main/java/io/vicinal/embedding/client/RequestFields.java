package io.vicinal.embedding.client;

import io.vicinal.embedding.provider.EncodingFormat;
import io.vicinal.embedding.provider.Provider;
import io.vicinal.embedding.provider.RequestField;
import io.vicinal.embedding.provider.Routing;
import io.vicinal.embedding.wire.JsonTree;
import io.vicinal.embedding.wire.RequestBody;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is going to be said in each request. */
final class RequestFields {
    private final Set<RequestField> used = EnumSet.noneOf(RequestField.class);
    private final Map<String, Object> more = new LinkedHashMap<>();
    private String model = "";
    private int dimensions;
    private @Nullable EncodingFormat encoding;
    private @Nullable String user;
    private @Nullable String inputType;
    private @Nullable Routing routing;

    void model(String model) {
        this.model = model;
    }

    void dimensions(int dimensions) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("dimensions must be at least 1 but is %d".formatted(dimensions));
        }
        this.dimensions = dimensions;
        used.add(RequestField.DIMENSIONS);
    }

    void encoding(EncodingFormat encoding) {
        this.encoding = encoding;
        used.add(RequestField.ENCODING_FORMAT);
    }

    void user(String user) {
        this.user = user;
        used.add(RequestField.USER);
    }

    void inputType(String inputType) {
        this.inputType = inputType;
        used.add(RequestField.INPUT_TYPE);
    }

    void routing(Routing routing) {
        this.routing = routing;
        used.add(RequestField.ROUTING);
    }

    void more(String name, Object value) {
        boolean own = name.equals("model")
                || name.equals("input")
                || Arrays.stream(RequestField.values())
                        .anyMatch(field -> field.wireName().equals(name));
        if (own) {
            throw new IllegalArgumentException("field '%s' is set by a method of its own".formatted(name));
        }
        JsonTree.check(name, value);
        more.put(name, sorted(value));
    }

    /** Maps of the JDK may be in another order in each run, but an identity must be the same. */
    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new TreeMap<>();
            map.forEach((key, part) -> copy.put(String.valueOf(key), sorted(part)));
            return Collections.unmodifiableMap(copy);
        }
        return value instanceof List<?> list
                ? list.stream().map(RequestFields::sorted).toList()
                : value;
    }

    void check(Provider provider) {
        if (model.isBlank()) {
            throw new IllegalArgumentException("no model is named");
        }
        for (RequestField field : used) {
            if (!provider.supports(field)) {
                throw new IllegalArgumentException(
                        "%s documents no field '%s'; add it to the provider if it understands it all the same"
                                .formatted(provider, field.wireName()));
            }
        }
    }

    RequestBody body() {
        return new RequestBody(model, dimensions, encoding, user, inputType, routing, Map.copyOf(more));
    }
}
