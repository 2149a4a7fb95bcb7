package io.vicinal.bench.nativepeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a native peer does that can be changed after it was built. */
abstract class ChangingPeerContract extends NativePeerContract {
    @Test
    void findsNothingRemovedUntilItIsAddedAgain() throws Exception {
        PeerData data = new PeerData("euclidean", folder);

        try (PeerProcess peer = startReady("euclidean")) {
            peer.demand("build", 0, 300);
            assertThat(peer.demand("remove", 0, 200)).containsKeys("seconds", "cpuSeconds");
            assertThat(peer.demand("add", 300, PeerData.ROWS)).containsKeys("seconds", "cpuSeconds");
            peer.demand("search", "queries", 100, 1, folder);
            assertThat(data.recall(rows(), 200, PeerData.ROWS, row -> true)).isGreaterThanOrEqualTo(0.95);
            assertThat(IntStream.of(rows())).allMatch(row -> row >= 200);

            peer.demand("add", 0, 200);
            peer.demand("search", "queries", 120, 1, folder);
            assertThat(data.recall(rows(), 0, PeerData.ROWS, row -> true)).isGreaterThanOrEqualTo(0.95);
        }
    }
}
