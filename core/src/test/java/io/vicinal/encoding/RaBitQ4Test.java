package io.vicinal.encoding;

class RaBitQ4Test extends EncodingContract {
    @Override
    EncodingKind kind() {
        return EncodingKind.RABITQ4;
    }

    @Override
    double largestDeviation() {
        return 0.2;
    }
}
