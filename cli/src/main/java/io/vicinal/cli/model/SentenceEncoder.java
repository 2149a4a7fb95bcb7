package io.vicinal.cli.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * Turns a text into the mean of what the model says of its word pieces, by the calling thread.
 *
 * <p>The library that brings the model has such a class, but cuts texts after 126 word pieces without a word, tokenizes each three times
 * and can't be told how many threads to use. Up to 126 word pieces, vectors are the same but for rounding.
 *
 * @param environment makes tensors
 * @param session the model
 * @param tokenizer cuts nothing off and adds nothing but a word piece before and one behind each text
 * @param dimension floats in a vector
 */
record SentenceEncoder(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer, int dimension) {
    /** The model has positions for 512, of which two mark the beginning and the end. */
    private static final int MAX_PIECES = 510;

    /**
     * Embeds a text, in parts if it is long.
     *
     * @return a vector of length 1
     * @throws IllegalArgumentException if there is nothing to embed, such as in a text of control characters
     */
    float[] encode(String text) throws OrtException {
        Encoding encoding = tokenizer.encode(text, true, false);
        long[] pieces = encoding.getIds();
        int last = pieces.length - 1;
        if (last < 2) {
            throw new IllegalArgumentException("the text has nothing to embed");
        }
        float[] sum = new float[dimension];
        for (int from = 1; from < last; ) {
            int to = endOfPart(encoding.getTokens(), from, last);
            long[] part = new long[to - from + 2];
            part[0] = pieces[0];
            System.arraycopy(pieces, from, part, 1, to - from);
            part[part.length - 1] = pieces[last];
            addAll(run(part), sum);
            from = to;
        }
        return normalized(sum);
    }

    /** A part ends before a word if it can: pieces that continue one begin with ##. */
    private static int endOfPart(String[] tokens, int from, int last) {
        if (last - from <= MAX_PIECES) {
            return last;
        }
        int end = from + MAX_PIECES;
        while (end > from && tokens[end].startsWith("##")) {
            end--;
        }
        return end > from ? end : from + MAX_PIECES;
    }

    private float[] run(long[] pieces) throws OrtException {
        long[] shape = {1, pieces.length};
        long[] ones = new long[pieces.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(pieces), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.allocate(pieces.length), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[states.remaining()];
            states.get(values);
            return values;
        }
    }

    private static void addAll(float[] states, float[] sum) {
        for (int from = 0; from < states.length; from += sum.length) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += states[from + i];
            }
        }
    }

    private static float[] normalized(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }
}
