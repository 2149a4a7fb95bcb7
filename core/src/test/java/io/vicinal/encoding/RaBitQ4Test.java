package io.vicinal.encoding;

class RaBitQ4Test extends EncodingContract {
    @Override
    EncodingKind kind() {
        return EncodingKind.RABITQ4;
    }

    @Override
    double largestDeviation(int dimension) {
        return 0.2;
    }
}
