package io.vicinal.embedding.host;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as the host got it.
 *
 * @param method of HTTP
 * @param path with the query
 * @param headers first values, by names in lower case
 * @param fields of the body; empty without a body
 */
public record Received(String method, String path, Map<String, String> headers, Map<String, @Nullable Object> fields) {

    static Received of(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        return new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                body.length == 0 ? Map.of() : JsonValues.object(body));
    }

    /**
     * Returns the texts.
     *
     * @return in the order of the request, whether it held one string or an array
     */
    public List<String> inputs() {
        Object input = fields.get("input");
        if (input instanceof String text) {
            return List.of(text);
        }
        return input instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
