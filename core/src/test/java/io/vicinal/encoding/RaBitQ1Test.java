package io.vicinal.encoding;

class RaBitQ1Test extends EncodingContract {
    @Override
    EncodingKind kind() {
        return EncodingKind.RABITQ1;
    }

    @Override
    double largestDeviation(int dimension) {
        return 0.85;
    }
}
