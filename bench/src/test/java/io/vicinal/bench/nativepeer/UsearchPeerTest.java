package io.vicinal.bench.nativepeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class UsearchPeerTest extends ChangingPeerContract {
    @Override
    Launch prepare() throws IOException {
        return NativePeers.prepare("usearch");
    }

    @Override
    String abilities() {
        return "effort,change,save";
    }

    @Override
    int threads() {
        return 1;
    }

    @Test
    void searchesOnOneThreadOnly() throws Exception {
        new PeerData("dot", folder);

        try (PeerProcess peer = start("dot", 2)) {
            assertThat(peer.nextLine()).startsWith("failed\t").endsWith("threads must be 1, not 2");
            assertThat(peer.exitCode()).isOne();
        }
    }
}
