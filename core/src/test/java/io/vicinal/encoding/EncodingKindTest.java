package io.vicinal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vicinal.kernel.Metric;
import org.junit.jupiter.api.Test;

class EncodingKindTest {
    @Test
    void theDimensionChoosesTheForm() {
        assertThat(EncodingKind.AUTO.of(31)).isSameAs(EncodingKind.FLOAT32);
        assertThat(EncodingKind.AUTO.of(32)).isSameAs(EncodingKind.RABITQ_LINE);
        assertThat(EncodingKind.AUTO.of(256)).isSameAs(EncodingKind.RABITQ_LINE);
        assertThat(EncodingKind.AUTO.of(257)).isSameAs(EncodingKind.RABITQ2);
        assertThat(EncodingKind.INT8.of(3)).isSameAs(EncodingKind.INT8);
        assertThat(EncodingKind.AUTO.create(Metric.COSINE, new float[384]).kind())
                .isSameAs(EncodingKind.RABITQ2);
    }

    @Test
    void floatsHaveNoCodes() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EncodingKind.FLOAT32.create(Metric.COSINE, new float[384]))
                .withMessage("FLOAT32 has no codes");
        assertThatIllegalStateException().isThrownBy(() -> EncodingKind.AUTO.create(Metric.COSINE, new float[3]));
    }

    @Test
    void aNumberThatStandsForNothingIsRefused() {
        for (EncodingKind kind : EncodingKind.values()) {
            assertThat(EncodingKind.ofWireNumber(kind.wireNumber())).isSameAs(kind);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncodingKind.ofWireNumber(99))
                .withMessage("there is no encoding with the number 99");
    }

    @Test
    void aNameThatStandsForNothingIsRefused() {
        for (EncodingKind kind : EncodingKind.values()) {
            assertThat(EncodingKind.ofLabel(kind.name())).isSameAs(kind);
            assertThat(EncodingKind.ofLabel(kind.label())).isSameAs(kind);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncodingKind.ofLabel("pq"))
                .withMessage("encoding must be float32, auto, int8, rabitq1 to rabitq4 or rabitq_line but is 'pq'");
    }
}
