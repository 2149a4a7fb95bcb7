package io.vicinal.bench.nativepeer;

import java.io.IOException;

/** The same with other distances must find the same. */
class FaissNativePeerTest extends FaissPeerTest {
    @Override
    Launch prepare() throws IOException {
        return CppPeer.FAISS_NATIVE.prepare(new LocalHost(), COMPILED);
    }
}
