package io.vicinal.embedding.client;

import io.vicinal.embedding.AnswerReport;
import io.vicinal.embedding.EmbeddingResult;
import io.vicinal.embedding.EmbeddingResultBuilder;
import io.vicinal.embedding.EmbeddingUsage;
import io.vicinal.embedding.input.Piece;
import io.vicinal.embedding.input.PreparedText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives each text of a caller what became of it. */
final class Assembly {
    private final Call call;
    private final EmbeddingResultBuilder result;

    /** Texts that were sent for this call and counted already. */
    private final Set<String> counted = new HashSet<>();

    private long sentTokens;
    private long savedTexts;
    private long savedTokens;

    private Assembly(Call call, int size) {
        this.call = call;
        this.result = EmbeddingResult.of(size);
    }

    static EmbeddingResult of(List<PreparedText> texts, Call call) {
        Assembly assembly = new Assembly(call, texts.size());
        for (int i = 0; i < texts.size(); i++) {
            assembly.place(i, texts.get(i));
        }
        List<AnswerReport> reports = call.reports();
        reports.forEach(assembly.result::answer);
        assembly.result.usage(EmbeddingUsage.saved(assembly.savedTexts, assembly.savedTokens(reports)));
        return assembly.result.build();
    }

    private void place(int position, PreparedText text) {
        if (text.refusal().isPresent()) {
            result.failure(position, text.refusal().get());
            return;
        }
        if (text.pieces().isEmpty()) {
            result.skipped(position);
            return;
        }
        for (Piece piece : text.pieces()) {
            Slot slot = call.slot(piece);
            if (!slot.has()) {
                result.failure(position, slot.cause());
                return;
            }
        }
        boolean sent = false;
        for (Piece piece : text.pieces()) {
            sent |= count(piece);
        }
        savedTexts += sent ? 0 : 1;
        result.vector(position, vector(text.pieces()));
    }

    private float[] vector(List<Piece> pieces) {
        return pieces.size() == 1 ? call.slot(pieces.get(0)).handOut() : mean(pieces);
    }

    /** The mean of a text's parts, weighted by their tokens, of length 1. Parts that cancel each other out leave the first. */
    private float[] mean(List<Piece> pieces) {
        double[] sum = new double[call.slot(pieces.get(0)).peek().length];
        for (Piece piece : pieces) {
            float[] vector = call.slot(piece).peek();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (double) vector[i] * piece.tokens();
            }
        }
        double squares = 0;
        for (double component : sum) {
            squares += component * component;
        }
        if (squares == 0) {
            return call.slot(pieces.get(0)).peek().clone();
        }
        double scale = 1 / Math.sqrt(squares);
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] * scale);
        }
        return mean;
    }

    /** Returns whether the piece was sent, and sent for this text. */
    private boolean count(Piece piece) {
        boolean sent = call.slot(piece).own() && counted.add(piece.text());
        if (sent) {
            sentTokens += piece.tokens();
        } else {
            savedTokens += piece.tokens();
        }
        return sent;
    }

    /** What was not sent, at the rate at which the host billed what was. */
    private long savedTokens(List<AnswerReport> reports) {
        long billed = reports.stream().mapToLong(AnswerReport::tokens).sum();
        return sentTokens == 0 || billed == 0 ? savedTokens : Math.round((double) savedTokens * billed / sentTokens);
    }
}
