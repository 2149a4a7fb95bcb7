package io.vicinal.embedding.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.vicinal.embedding.provider.ModelInfo;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a list of models: {@code {"data": [{"id": …}]}}, or the array by itself. */
public final class ModelListReader {
    private final JsonParser parser;
    private final List<ModelInfo> models = new ArrayList<>();
    private @Nullable ErrorBody error;

    private ModelListReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a list.
     *
     * @param body read to the end of the JSON; not closed
     * @return the models that have names
     * @throws IOException if the body can't be read
     * @throws MalformedBodyException if it is no such list
     * @throws ErrorInBodyException if it tells of an error
     */
    public static List<ModelInfo> read(InputStream body)
            throws IOException, MalformedBodyException, ErrorInBodyException {
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            return new ModelListReader(parser).read();
        } catch (JsonEOFException e) {
            throw new MalformedBodyException("the list of models ends early", true, e);
        } catch (JsonProcessingException | CharConversionException | ZipException e) {
            throw new MalformedBodyException("the list of models can't be read", false, e);
        }
    }

    private List<ModelInfo> read() throws IOException, MalformedBodyException, ErrorInBodyException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            readModels();
        } else if (token == JsonToken.START_OBJECT) {
            readRoot();
        } else {
            throw new MalformedBodyException("the list of models is no JSON object");
        }
        if (error != null) {
            throw new ErrorInBodyException(error);
        }
        return List.copyOf(models);
    }

    private void readRoot() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("error")) {
                error = ErrorReader.readValue(parser);
            } else if (value == JsonToken.START_ARRAY && (name.equals("data") || name.equals("models"))) {
                readModels();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readModels() throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readModel();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readModel() throws IOException {
        @Nullable String id = null;
        OptionalInt contextLength = OptionalInt.empty();
        OptionalDouble price = OptionalDouble.empty();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> id = Scalars.text(parser);
                case "context_length", "max_model_len" -> contextLength = length(Scalars.number(parser));
                case "pricing" -> price = readPrice();
                default -> parser.skipChildren();
            }
        }
        if (id != null) {
            models.add(new ModelInfo(id, contextLength, price));
        }
    }

    private static OptionalInt length(OptionalDouble number) {
        double length = number.orElse(0);
        return length >= 1 && length <= Integer.MAX_VALUE ? OptionalInt.of((int) length) : OptionalInt.empty();
    }

    private OptionalDouble readPrice() throws IOException {
        OptionalDouble price = OptionalDouble.empty();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return price;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("prompt")) {
                price = Scalars.number(parser);
            } else {
                parser.skipChildren();
            }
        }
        return price;
    }
}
