package io.vicinal.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.fault.Fault;
import io.vicinal.embedding.fault.ServerErrorException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is told of each text. */
class EmbeddingResultTest {
    private static final float[] VECTOR = {1, 2};

    @Test
    void refusalsGetTheirPositionFromTheResult() {
        IllegalArgumentException refusal = new IllegalArgumentException("the text is blank");
        EmbeddingResult result =
                EmbeddingResult.of(2).vector(0, VECTOR).failure(1, refusal).build();
        assertThat(result.failures().get(1)).isSameAs(refusal);
        assertThatThrownBy(() -> result.vector(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text 1: the text is blank")
                .hasCause(refusal);
        assertThatThrownBy(result::vectors).hasMessage("text 1: the text is blank");
    }

    @Test
    void otherCausesAreThrownAsTheyAre() {
        EmbeddingException cause = new ServerErrorException(Fault.of("host", "broken"), null);
        EmbeddingResult result =
                EmbeddingResult.of(2).skipped(0).failure(1, cause).build();
        assertThatThrownBy(() -> result.vector(1)).isSameAs(cause);
        assertThatThrownBy(() -> result.vector(0)).hasMessage("text 0 was skipped");
        assertThat(result.complete()).isFalse();
    }

    @Test
    void eachPositionIsSettledOnce() {
        EmbeddingResultBuilder builder = EmbeddingResult.of(2).vector(1, VECTOR);
        assertThatThrownBy(() -> builder.skipped(1)).hasMessage("text 1 has a result already");
        assertThatThrownBy(builder::build).hasMessage("text 0 of 2 has no result");
        assertThatThrownBy(() -> builder.vector(0, new float[0])).isInstanceOf(IllegalArgumentException.class);
        EmbeddingResult whole = builder.vector(0, VECTOR).build();
        assertThat(whole.complete()).isTrue();
        assertThat(whole.vectors()).containsExactly(VECTOR, VECTOR);
    }

    @Test
    void costsAddUp() {
        AnswerReport billed = new AnswerReport("id", "model", 2, 10, false, OptionalDouble.of(0.25));
        AnswerReport guessed = new AnswerReport(null, null, 1, 5, true, OptionalDouble.empty());
        EmbeddingUsage usage =
                EmbeddingResult.of(0).answer(billed).answer(guessed).build().usage();
        assertThat(usage.answers()).isEqualTo(2);
        assertThat(usage.billedTokens()).isEqualTo(15);
        assertThat(usage.estimatedTokens()).isEqualTo(5);
        assertThat(usage.cost()).hasValue(0.25);
    }
}
