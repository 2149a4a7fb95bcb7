package io.vicinal.embedding.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer as it arrives; nothing but its vectors is kept. It takes what hosts are known to send: vectors in any order, with or
 * without index, usage, id or model, fields of any kind besides, numbers or base64 whatever was asked for.
 *
 * <p>For one body, by one thread.
 */
public final class AnswerDecoder {
    private final JsonParser parser;
    private final Placement placement;
    private final VectorReader vectors;
    private boolean dataSeen;
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable ErrorBody error;
    private OptionalLong promptTokens = OptionalLong.empty();
    private OptionalLong totalTokens = OptionalLong.empty();
    private OptionalDouble cost = OptionalDouble.empty();

    private AnswerDecoder(JsonParser parser, BodyWindow window, Placement placement) {
        this.parser = parser;
        this.placement = placement;
        this.vectors = new VectorReader(window);
    }

    /**
     * Reads an answer.
     *
     * @param body read a little beyond the end of the JSON; not closed
     * @param count how many texts were sent
     * @param dimension of the vectors, or 0 if that is not known yet
     * @return the answer
     * @throws IOException if the body can't be read
     * @throws MalformedBodyException if it is no answer to so many texts
     * @throws ErrorInBodyException if it tells of an error
     */
    public static Answer decode(InputStream body, int count, int dimension)
            throws IOException, MalformedBodyException, ErrorInBodyException {
        BodyWindow window = new BodyWindow(body);
        try (JsonParser parser = Json.FACTORY.createParser(window)) {
            return new AnswerDecoder(parser, window, new Placement(count, dimension)).decode();
        } catch (JsonEOFException e) {
            throw new MalformedBodyException("the answer ends early", true, e);
        } catch (JsonProcessingException | CharConversionException | ZipException e) {
            throw new MalformedBodyException("the answer can't be read: " + problem(e), false, e);
        }
    }

    /** The reader's own words, of which the first line says what is wrong. */
    private static String problem(IOException e) {
        String words = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return String.valueOf(words).replaceAll("\\R.*", "");
    }

    private Answer decode() throws IOException, MalformedBodyException, ErrorInBodyException {
        JsonToken token = parser.nextToken();
        if (token != JsonToken.START_OBJECT) {
            throw new MalformedBodyException(
                    token == null ? "the answer is empty" : "the answer is no JSON object", token == null, null);
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            readField(name);
        }
        if (error != null) {
            throw new ErrorInBodyException(error);
        }
        return placement.answer(id, model, totalTokens.isPresent() ? totalTokens : promptTokens, cost);
    }

    private void readField(String name) throws IOException, MalformedBodyException {
        switch (name) {
            case "data" -> readData();
            case "usage" -> readUsage();
            case "id" -> id = Scalars.text(parser);
            case "model" -> model = Scalars.text(parser);
            case "error" -> error = ErrorReader.readValue(parser);
            default -> parser.skipChildren();
        }
    }

    private void readData() throws IOException, MalformedBodyException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        if (dataSeen) {
            throw new MalformedBodyException("field 'data' is there twice");
        }
        dataSeen = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readEmbedding();
        }
    }

    private void readEmbedding() throws IOException, MalformedBodyException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedBodyException("field 'data' holds something else than objects");
        }
        float[] vector = new float[0];
        String problem = "it has no field 'embedding'";
        int index = Placement.NO_INDEX;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("embedding")) {
                vector = vectors.read(parser);
                problem = vectors.problem();
            } else if (name.equals("index")) {
                index = readIndex();
            } else {
                parser.skipChildren();
            }
        }
        placement.add(vector, problem, index);
    }

    private int readIndex() throws IOException, MalformedBodyException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return Placement.NO_INDEX;
        }
        OptionalDouble number = Scalars.number(parser);
        double index = number.orElse(-1);
        if (index < 0 || index > Integer.MAX_VALUE || index != Math.rint(index)) {
            throw new MalformedBodyException("field 'index' is no position");
        }
        return (int) index;
    }

    private void readUsage() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            OptionalDouble number = Scalars.number(parser);
            switch (name) {
                case "prompt_tokens" -> promptTokens = tokens(number);
                case "total_tokens" -> totalTokens = tokens(number);
                case "cost" -> cost = number;
                default -> {}
            }
        }
    }

    private static OptionalLong tokens(OptionalDouble number) {
        return number.isPresent() && number.getAsDouble() >= 0
                ? OptionalLong.of(Math.round(number.getAsDouble()))
                : OptionalLong.empty();
    }
}
