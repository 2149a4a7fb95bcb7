package io.vicinal.embedding.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Errors made of any bytes. */
class ErrorFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveAMessage(byte[] body) {
        Soundness.error(body);
    }
}
