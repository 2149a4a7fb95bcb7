package io.vicinal.encoding;

class Int8Test extends EncodingContract {
    @Override
    EncodingKind kind() {
        return EncodingKind.INT8;
    }

    @Override
    double largestDeviation(int dimension) {
        return 0.015;
    }
}
