package io.vicinal.embedding.host;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** What a host does with a request. */
@FunctionalInterface
public interface Reply {
    /**
     * Answers, or fails to.
     *
     * @param exchange to be answered
     * @param request what was asked
     * @throws IOException if the client has gone
     */
    void send(HttpExchange exchange, Received request) throws IOException;

    /**
     * A good answer in that dialect.
     *
     * @param dialect how it looks
     * @param dimension of the vectors
     * @return the reply
     */
    static Reply good(Dialect dialect, int dimension) {
        return json(request -> Answers.of(dialect, request.inputs(), dimension));
    }

    /**
     * A body with status 200.
     *
     * @param body made of the request
     * @return the reply
     */
    static Reply json(Function<Received, String> body) {
        return (exchange, request) -> whole(exchange, 200, body.apply(request).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Any status.
     *
     * @param status of HTTP
     * @param body the body
     * @param headers names and values by turns
     * @return the reply
     */
    static Reply status(int status, String body, String... headers) {
        return (exchange, request) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            whole(exchange, status, body.getBytes(StandardCharsets.UTF_8));
        };
    }

    /**
     * An error as OpenRouter writes it.
     *
     * @param status of HTTP, and the code
     * @param message what is wrong
     * @return the reply
     */
    static Reply error(int status, String message) {
        return status(status, error(status, message, "some_type"));
    }

    private static String error(int code, String message, String type) {
        return "{\"error\":{\"code\":%d,\"message\":\"%s\",\"type\":\"%s\"}}".formatted(code, message, type);
    }

    /**
     * A body without a length, in small chunks.
     *
     * @param body made of the request
     * @return the reply
     */
    static Reply chunked(Function<Received, String> body) {
        return (exchange, request) -> {
            byte[] bytes = body.apply(request).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int from = 0; from < bytes.length; from += 7) {
                    out.write(bytes, from, Math.min(7, bytes.length - from));
                    out.flush();
                }
            }
        };
    }

    /**
     * A packed body.
     *
     * @param body made of the request
     * @return the reply
     */
    static Reply gzip(Function<Received, String> body) {
        return (exchange, request) -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(packed)) {
                out.write(body.apply(request).getBytes(StandardCharsets.UTF_8));
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            whole(exchange, 200, packed.toByteArray());
        };
    }

    /**
     * A connection that is cut in the middle of a body.
     *
     * @param body made of the request
     * @return the reply
     */
    static Reply cut(Function<Received, String> body) {
        return (exchange, request) -> {
            byte[] bytes = body.apply(request).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(Arrays.copyOf(bytes, bytes.length / 2));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /**
     * A body that stops in the middle until the test lets it go on.
     *
     * @param body made of the request
     * @param goOn what is waited for
     * @return the reply
     */
    static Reply stalled(Function<Received, String> body, CountDownLatch goOn) {
        return (exchange, request) -> {
            byte[] bytes = body.apply(request).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(Arrays.copyOf(bytes, bytes.length / 2));
            exchange.getResponseBody().flush();
            await(goOn);
            exchange.close();
        };
    }

    /**
     * A reply that waits until the test lets it go on.
     *
     * @param reply what then happens
     * @param goOn what is waited for
     * @return the reply
     */
    static Reply after(CountDownLatch goOn, Reply reply) {
        return (exchange, request) -> {
            await(goOn);
            reply.send(exchange, request);
        };
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("the server is stopped", e);
        }
    }

    private static void whole(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
