package io.vicinal.encoding;

class RaBitQ2Test extends EncodingContract {
    @Override
    EncodingKind kind() {
        return EncodingKind.RABITQ2;
    }

    @Override
    double largestDeviation(int dimension) {
        return 0.45;
    }
}
