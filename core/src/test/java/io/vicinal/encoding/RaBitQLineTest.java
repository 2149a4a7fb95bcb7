package io.vicinal.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaBitQLineTest extends EncodingContract {
    @Override
    EncodingKind kind() {
        return EncodingKind.RABITQ_LINE;
    }

    @Override
    double largestDeviation(int dimension) {
        // Of 448 components the signs are known; of fewer there are more bits.
        return dimension <= 128 ? 0.2 : dimension <= 384 ? 0.8 : dimension <= 768 ? 1.4 : 2.2;
    }

    @ParameterizedTest
    @CsvSource({"32, 4, 4", "64, 4, 4", "128, 4, 7", "192, 3, 7", "256, 2, 7", "384, 2, 7", "448, 1, 7", "1536, 1, 7"})
    void hasAsManyBitsAsThereIsRoomForInALine(int dimension, int bits, int words) {
        RaBitQ encoding = (RaBitQ) kind().create(Metric.COSINE, new float[dimension]);
        assertThat(encoding.bits()).isEqualTo(bits);
        assertThat(encoding.codeWords()).isEqualTo(words);
        assertThat(encoding.codeBytes()).isEqualTo(64);
        assertThat(encoding.detailBytes()).isZero();
    }
}
