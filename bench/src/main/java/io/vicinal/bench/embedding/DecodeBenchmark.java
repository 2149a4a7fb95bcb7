package io.vicinal.bench.embedding;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vicinal.embedding.wire.Answer;
import io.vicinal.embedding.wire.AnswerDecoder;
import io.vicinal.embedding.wire.ErrorInBodyException;
import io.vicinal.embedding.wire.MalformedBodyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An answer from bytes to vectors: ours, which checks each vector too, and Jackson's databind in its usual forms, which does not. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
    /** Vectors in an answer. */
    @Param("96")
    public int count;

    /** Floats in a vector. */
    @Param("1536")
    public int dimension;

    private final ObjectMapper databind = JsonMapper.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private byte[] numbers = new byte[0];
    private byte[] base64 = new byte[0];

    /** Called by JMH. */
    public DecodeBenchmark() {}

    /** Makes the answers, and makes sure that all ways of reading them agree. */
    @Setup
    public void prepare() throws IOException, MalformedBodyException, ErrorInBodyException {
        float[][] vectors = Responses.vectors(count, dimension);
        numbers = Responses.numbers(vectors);
        base64 = Responses.base64(vectors);
        agree(vectors, vicinalNumbers().vectors());
        agree(vectors, vicinalBase64().vectors());
        agree(vectors, databindBase64());
        agree(
                vectors,
                databindArrays().data().stream().map(ArrayItem::embedding).toList());
        agree(
                vectors,
                databindLists().data().stream().map(DecodeBenchmark::floats).toList());
    }

    private static void agree(float[][] expected, List<float[]> read) {
        if (!Arrays.deepEquals(expected, read.toArray(new float[0][]))) {
            throw new IllegalStateException("other vectors were read than were written");
        }
    }

    private static float[] floats(ListItem item) {
        float[] floats = new float[item.embedding().size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = item.embedding().get(i).floatValue();
        }
        return floats;
    }

    /** Returns what our decoder reads from numbers. */
    @Benchmark
    public Answer vicinalNumbers() throws IOException, MalformedBodyException, ErrorInBodyException {
        return AnswerDecoder.decode(new ByteArrayInputStream(numbers), count, dimension);
    }

    /** Returns what our decoder reads from base64. */
    @Benchmark
    public Answer vicinalBase64() throws IOException, MalformedBodyException, ErrorInBodyException {
        return AnswerDecoder.decode(new ByteArrayInputStream(base64), count, dimension);
    }

    /** Returns lists of boxed numbers, the form in most clients. */
    @Benchmark
    public Lists databindLists() throws IOException {
        return databind.readValue(numbers, Lists.class);
    }

    /** Returns arrays of floats, the best that databind does by itself. */
    @Benchmark
    public FloatArrays databindArrays() throws IOException {
        return databind.readValue(numbers, FloatArrays.class);
    }

    /** Returns vectors from strings that databind read. */
    @Benchmark
    public List<float[]> databindBase64() throws IOException {
        List<float[]> vectors = new ArrayList<>();
        for (TextItem item : databind.readValue(base64, Texts.class).data()) {
            vectors.add(floats(item));
        }
        return vectors;
    }

    /** Returns lists of boxed numbers from strings that databind read. */
    @Benchmark
    public List<List<Double>> databindBase64Lists() throws IOException {
        List<List<Double>> vectors = new ArrayList<>();
        for (TextItem item : databind.readValue(base64, Texts.class).data()) {
            List<Double> vector = new ArrayList<>();
            for (float component : floats(item)) {
                vector.add((double) component);
            }
            vectors.add(vector);
        }
        return vectors;
    }

    private static float[] floats(TextItem item) {
        byte[] bytes = Base64.getDecoder().decode(item.embedding());
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    /** An answer of boxed numbers. */
    public record Lists(List<ListItem> data) {}

    /** One vector of it. */
    public record ListItem(int index, List<Double> embedding) {}

    /** An answer of arrays. */
    public record FloatArrays(List<ArrayItem> data) {}

    /** One vector of it. */
    @SuppressWarnings("ArrayRecordComponent") // What is measured is how it comes to be.
    public record ArrayItem(int index, float[] embedding) {}

    /** An answer of strings. */
    public record Texts(List<TextItem> data) {}

    /** One vector of it. */
    public record TextItem(int index, String embedding) {}
}
