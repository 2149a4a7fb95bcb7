package io.vicinal.embedding.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vicinal.embedding.provider.EncodingFormat;
import io.vicinal.embedding.provider.RequestField;
import io.vicinal.embedding.provider.Routing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said in each request besides the texts.
 *
 * @param model the model's name
 * @param dimensions how long the vectors shall be, or 0 to leave that to the model
 * @param encoding how vectors shall be written, or null to leave that to the host
 * @param user a name for the end user, or null
 * @param inputType query or document in the model's words, or null
 * @param routing which hosts behind a gateway may answer, or null for any
 * @param more further fields: strings, numbers, booleans, lists, maps
 */
public record RequestBody(
        String model,
        int dimensions,
        @Nullable EncodingFormat encoding,
        @Nullable String user,
        @Nullable String inputType,
        @Nullable Routing routing,
        Map<String, Object> more) {

    /**
     * Writes a request.
     *
     * @param texts at least one; a single one is sent as a string, several as an array
     * @return JSON in UTF-8
     */
    public byte[] write(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model", model);
            writeInput(json, texts);
            writeFields(json);
            for (Map.Entry<String, Object> field : more.entrySet()) {
                json.writeFieldName(field.getKey());
                JsonTree.write(json, field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("can't write a request", e);
        }
        return bytes.toByteArray();
    }

    private static void writeInput(JsonGenerator json, List<String> texts) throws IOException {
        json.writeFieldName("input");
        if (texts.size() == 1) {
            json.writeString(WholeCharacters.of(texts.get(0)));
            return;
        }
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(WholeCharacters.of(text));
        }
        json.writeEndArray();
    }

    private void writeFields(JsonGenerator json) throws IOException {
        if (encoding != null) {
            json.writeStringField(RequestField.ENCODING_FORMAT.wireName(), encoding.wireName());
        }
        if (dimensions > 0) {
            json.writeNumberField(RequestField.DIMENSIONS.wireName(), dimensions);
        }
        if (user != null) {
            json.writeStringField(RequestField.USER.wireName(), user);
        }
        if (inputType != null) {
            json.writeStringField(RequestField.INPUT_TYPE.wireName(), inputType);
        }
        if (routing != null) {
            writeRouting(json, routing);
        }
    }

    private static void writeRouting(JsonGenerator json, Routing routing) throws IOException {
        json.writeObjectFieldStart(RequestField.ROUTING.wireName());
        if (!routing.order().isEmpty()) {
            json.writeFieldName("order");
            JsonTree.write(json, routing.order());
        }
        if (routing.allowFallbacks().isPresent()) {
            json.writeBooleanField("allow_fallbacks", routing.allowFallbacks().get());
        }
        if (routing.dataCollection().isPresent()) {
            json.writeStringField("data_collection", routing.dataCollection().get());
        }
        json.writeEndObject();
    }
}
