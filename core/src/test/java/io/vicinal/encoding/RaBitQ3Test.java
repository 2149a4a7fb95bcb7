package io.vicinal.encoding;

class RaBitQ3Test extends EncodingContract {
    @Override
    EncodingKind kind() {
        return EncodingKind.RABITQ3;
    }

    @Override
    double largestDeviation(int dimension) {
        return 0.28;
    }
}
