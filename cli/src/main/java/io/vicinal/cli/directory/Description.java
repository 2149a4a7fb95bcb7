package io.vicinal.cli.directory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vicinal.cli.model.ModelName;
import io.vicinal.cli.model.ModelRequest;
import io.vicinal.cli.terminal.Json;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.storage.CorruptFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a directory of documents says of itself, in {@value #FILE}.
 *
 * @param model the identity of the model that its documents were embedded with
 * @param modelName what people call that model
 * @param dimensions how long its vectors were asked to be; 0 if that was left to the model
 * @param documents how many there are
 * @param bytes the length of the file of texts
 * @param engine why their index has its engine
 * @param created when it was made, in ISO 8601
 */
public record Description(
        String model,
        String modelName,
        int dimensions,
        long documents,
        long bytes,
        EngineChoice engine,
        String created) {
    static final String FILE = "vicinal.json";

    private static final String FORMAT = "format";
    private static final String VERSION = "1";
    private static final JsonFactory JSON = new JsonFactory();

    void write(Path directory) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(FORMAT, VERSION);
        fields.put("model", model);
        fields.put("modelName", modelName);
        if (dimensions > 0) {
            fields.put("dimensions", dimensions);
        }
        fields.put("documents", documents);
        fields.put("bytes", bytes);
        engine.write(fields, documents);
        fields.put("created", created);
        Files.writeString(directory.resolve(FILE), Json.pretty(fields) + "\n");
    }

    static Description read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        Map<String, String> fields = fields(file);
        String version = fields.get(FORMAT);
        if (!VERSION.equals(version)) {
            throw new CorruptFileException(file, 0, "format is %s but only %s can be read".formatted(version, VERSION));
        }
        try {
            return new Description(
                    Objects.requireNonNull(fields.get("model")),
                    fields.getOrDefault("modelName", ModelName.LOCAL.text()),
                    Integer.parseInt(fields.getOrDefault("dimensions", "0")),
                    Long.parseLong(fields.get("documents")),
                    Long.parseLong(fields.get("bytes")),
                    EngineChoice.read(file, fields),
                    Objects.requireNonNull(fields.get("created")));
        } catch (NullPointerException | NumberFormatException e) {
            throw new CorruptFileException(file, 0, "model, number of documents, their bytes or date is missing");
        }
    }

    private static Map<String, String> fields(Path file) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
            }
        } catch (JsonProcessingException e) {
            throw new CorruptFileException(file, e.getLocation().getByteOffset(), e.getOriginalMessage());
        }
        return fields;
    }

    /**
     * Returns what a question is embedded with.
     *
     * @param name another name for the model; null for the one that it was made with
     * @param keyVariable the environment variable with the key; null for the provider's own
     * @return a request for the model of the documents
     * @throws IllegalArgumentException if no model is called like that
     */
    public ModelRequest modelRequest(@Nullable ModelName name, @Nullable String keyVariable) {
        return new ModelRequest(
                name == null ? ModelName.parse(modelName) : name, dimensions, ModelRequest.CONCURRENCY, 0, keyVariable);
    }

    void requireModel(EmbeddingModel asked, Path directory) {
        if (!asked.identity().equals(model)) {
            throw new IllegalArgumentException("%s was made with the model %s, so %s can't search it"
                    .formatted(directory, model, asked.identity()));
        }
    }
}
