package io.vicinal.embedding.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.provider.ModelInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What holds for any body: there is a result that is valid, or one of the exceptions that are documented, and no other. */
final class Soundness {
    private static final int[] COUNTS = {1, 2, 3};
    private static final int[] DIMENSIONS = {0, 4};

    private Soundness() {}

    /** Reads a body as the answer to one, two or three texts, with and without knowledge of the dimension. */
    static void answer(byte[] body) {
        for (int count : COUNTS) {
            for (int dimension : DIMENSIONS) {
                answer(body, count, dimension);
            }
        }
    }

    private static void answer(byte[] body, int count, int dimension) {
        try {
            check(AnswerDecoder.decode(new ByteArrayInputStream(body), count, dimension), count, dimension);
        } catch (MalformedBodyException | ErrorInBodyException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (IOException e) {
            // Bytes that are there can be read; anything else would be taken for a broken connection.
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Answer answer, int count, int dimension) {
        assertThat(answer.vectors()).hasSize(count);
        assertThat(answer.problems()).hasSize(count);
        assertThat(answer.tokens().orElse(0)).isNotNegative();
        assertThat(answer.cost().orElse(0)).isFinite();
        int expected = dimension == 0 ? answer.dimension() : dimension;
        for (int i = 0; i < count; i++) {
            float[] vector = answer.vectors().get(i);
            if (!answer.problems().get(i).isEmpty()) {
                assertThat(vector).isEmpty();
            } else {
                checkVector(vector, expected);
            }
        }
    }

    /** Written as a loop, for it runs a million times. */
    private static void checkVector(float[] vector, int expected) {
        boolean zero = true;
        boolean finite = true;
        for (float component : vector) {
            zero &= component == 0;
            finite &= Float.isFinite(component);
        }
        if (vector.length != expected || expected > VectorReader.MAX_DIMENSION || zero || !finite) {
            assertThat(vector).as("a vector of %d components", expected).isNull();
        }
    }

    /** Reads a body as an error. */
    static void error(byte[] body) {
        ErrorBody error = ErrorReader.read(body);
        assertThat(error.message()).isNotBlank().doesNotContainPattern("[\\p{Cntrl}]");
    }

    /** Reads a body as a list of models. */
    static void models(byte[] body) {
        try {
            for (ModelInfo model : ModelListReader.read(new ByteArrayInputStream(body))) {
                assertThat(model.id()).isNotNull();
                assertThat(model.contextLength().orElse(1)).isPositive();
                assertThat(model.pricePerToken().orElse(0)).isFinite();
            }
        } catch (MalformedBodyException | ErrorInBodyException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
