package io.vicinal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vicinal.cli.model.LocalModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The local model behind OpenAI's protocol, on a port of this machine. */
final class ModelServer implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final LocalModel model = LocalModel.load();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Map<String, Integer> embedded = new ConcurrentHashMap<>();

    ModelServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/v1/embeddings", this::embed);
        server.createContext(
                "/v1/models",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"object\":\"list\",\"data\":[{\"id\":\"minilm\",\"context_length\":512}]}".getBytes(UTF_8)));
        server.start();
    }

    /** Returns its base URL. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Returns how often each text was embedded. */
    Map<String, Integer> embedded() {
        return embedded;
    }

    private void embed(HttpExchange exchange) throws IOException {
        List<String> texts = texts(exchange);
        if (texts.contains("poison")) {
            answer(exchange, 400, "{\"error\":{\"code\":400,\"message\":\"no poison\"}}".getBytes(UTF_8));
            return;
        }
        List<float[]> vectors = model.embed(texts);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            for (int i = 0; i < vectors.size(); i++) {
                json.writeStartObject();
                json.writeNumberField("index", i);
                json.writeArrayFieldStart("embedding");
                for (float component : vectors.get(i)) {
                    json.writeNumber(component);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("usage");
            json.writeNumberField("prompt_tokens", 3 * texts.size());
            json.writeNumberField("cost", 0.25 * texts.size());
            json.writeEndObject();
            json.writeEndObject();
        }
        texts.forEach(text -> embedded.merge(text, 1, Integer::sum));
        answer(exchange, 200, body.toByteArray());
    }

    private static List<String> texts(HttpExchange exchange) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(exchange.getRequestBody())) {
            boolean input = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    input = parser.currentName().equals("input");
                } else if (input && token == JsonToken.VALUE_STRING) {
                    texts.add(parser.getText());
                }
            }
        }
        return texts;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        model.close();
    }
}
