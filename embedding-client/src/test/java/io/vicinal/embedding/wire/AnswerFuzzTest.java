package io.vicinal.embedding.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Answers made of any bytes. */
class AnswerFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveVectorsOrAReason(byte[] body) {
        Soundness.answer(body);
    }
}
