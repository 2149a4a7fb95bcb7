package io.vicinal.encoding;

class RaBitQLineTest extends EncodingContract {
    @Override
    EncodingKind kind() {
        return EncodingKind.RABITQ_LINE;
    }

    @Override
    double largestDeviation(int dimension) {
        // Of 448 components the signs are known; of fewer there are more bits.
        return dimension <= 128 ? 0.24 : dimension <= 384 ? 0.8 : dimension <= 768 ? 1.4 : 2.2;
    }
}
