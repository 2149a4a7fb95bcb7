package io.vicinal.embedding.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Lists of models made of any bytes. */
class ModelListFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveModelsOrAReason(byte[] body) {
        Soundness.models(body);
    }
}
