package io.vicinal.bench.nativepeer;

import java.io.IOException;

class HnswlibPeerTest extends ChangingPeerContract {
    @Override
    Launch prepare() throws IOException {
        return CppPeer.HNSWLIB.prepare(new LocalHost(), COMPILED);
    }

    @Override
    String abilities() {
        return "effort,change,save";
    }
}
