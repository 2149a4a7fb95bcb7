package io.vicinal.cli.collection;

import io.vicinal.cli.model.LocalModel;
import io.vicinal.cli.model.ModelName;
import io.vicinal.cli.model.ModelRequest;
import io.vicinal.collection.CollectionSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a collection was made, kept in its properties, so that questions can be embedded as its documents were.
 *
 * @param modelName what people call the model; null where nobody said
 * @param dimensions how long its vectors were asked to be; 0 if that was left to the model
 * @param engine the engine that was asked for
 */
public record Provenance(@Nullable String modelName, int dimensions, EngineChoice engine) {
    private static final String MODEL_NAME = "modelName";
    private static final String DIMENSIONS = "dimensions";
    private static final String ENGINE = "engine";
    private static final String CREATED = "created";

    /**
     * Says how documents are embedded.
     *
     * @param request by which model
     * @param engine asked for
     * @return their provenance
     */
    public static Provenance of(ModelRequest request, EngineChoice engine) {
        return new Provenance(request.name().text(), request.dimensions(), engine);
    }

    /**
     * Reads how a collection was made.
     *
     * @param spec what it says of itself
     * @return its provenance
     */
    public static Provenance of(CollectionSpec spec) {
        Map<String, String> properties = spec.properties();
        String engine = properties.getOrDefault(ENGINE, spec.engine());
        String name = properties.get(MODEL_NAME);
        if (name == null && spec.model().equals(LocalModel.IDENTITY)) {
            name = ModelName.LOCAL.text();
        }
        String dimensions = properties.getOrDefault(DIMENSIONS, "0");
        return new Provenance(
                name, dimensions.matches("[0-9]{1,9}") ? Integer.parseInt(dimensions) : 0, EngineChoice.named(engine));
    }

    /**
     * Writes it into what a collection says of itself.
     *
     * @param spec without
     * @return the spec with engine and properties, the time among them
     */
    public CollectionSpec in(CollectionSpec spec) {
        CollectionSpec with = engine.in(spec)
                .property(ENGINE, engine.label())
                .property(CREATED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        if (modelName != null) {
            with = with.property(MODEL_NAME, modelName);
        }
        return dimensions > 0 ? with.property(DIMENSIONS, Integer.toString(dimensions)) : with;
    }

    /**
     * Returns what a question is embedded with.
     *
     * @param name another name for the model; null for the one that documents were embedded with
     * @param keyVariable the environment variable with the key; null for the provider's own
     * @return a request for the model of the documents
     * @throws IllegalArgumentException if nobody said which that is, or no model is called like that
     */
    public ModelRequest modelRequest(@Nullable ModelName name, @Nullable String keyVariable) {
        if (name == null && modelName == null) {
            throw new IllegalArgumentException(
                    "the collection does not tell what its texts were embedded with; --model names the model for the question");
        }
        return new ModelRequest(
                name == null ? ModelName.parse(String.valueOf(modelName)) : name,
                dimensions,
                ModelRequest.CONCURRENCY,
                0,
                keyVariable);
    }
}
