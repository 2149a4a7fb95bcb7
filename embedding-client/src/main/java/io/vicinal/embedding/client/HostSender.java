package io.vicinal.embedding.client;

import io.vicinal.embedding.batch.Batches;
import io.vicinal.embedding.batch.Sender;
import io.vicinal.embedding.http.Load;
import io.vicinal.embedding.http.Timed;
import io.vicinal.embedding.http.Transport;
import io.vicinal.embedding.input.Piece;
import io.vicinal.embedding.listener.Listeners;
import io.vicinal.embedding.wire.Answer;
import io.vicinal.embedding.wire.AnswerDecoder;
import io.vicinal.embedding.wire.RequestBody;
import java.net.URI;
import java.util.List;

/**
 * Asks the host for the vectors of one request's texts.
 *
 * @param transport the way to the host
 * @param url where embeddings are made
 * @param body what is said besides the texts
 * @param dimension of the vectors
 * @param listeners are told of answers
 */
record HostSender(Transport transport, URI url, RequestBody body, KnownDimension dimension, Listeners listeners)
        implements Sender {
    @Override
    public Answer ask(List<Piece> batch, Runnable admission) {
        List<String> texts = batch.stream().map(Piece::text).toList();
        int tokens = Batches.tokens(batch);
        Timed<Answer> timed = transport.post(
                url,
                () -> {
                    admission.run();
                    return body.write(texts);
                },
                new Load(texts.size(), tokens),
                in -> AnswerDecoder.decode(in, texts.size(), dimension.get()));
        Answer answer = timed.value().named(transport::redact);
        if (!dimension.agrees(answer.dimension())) {
            throw transport
                    .faults()
                    .vector("dimension is %d but it has %d components".formatted(dimension.get(), answer.dimension()));
        }
        listeners.tell(listener -> listener.answered(answer.report(tokens), timed.took()));
        return answer;
    }
}
