package io.vicinal.bench.nativepeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaissPeerTest extends NativePeerContract {
    @Override
    Launch prepare() throws IOException {
        return CppPeer.FAISS.prepare(new LocalHost(), COMPILED);
    }

    @Override
    String abilities() {
        return "effort,filter,save";
    }

    @Test
    void findsOnlyWhatTheFilterAllows() throws Exception {
        PeerData data = new PeerData("cosine", folder);
        Path filter = folder.resolve("filter.bin");
        IntStream ranks = IntStream.range(0, PeerData.ROWS).map(row -> PeerData.ROWS - 1 - row);
        IntStream ranges = IntStream.range(0, PeerData.QUERIES).flatMap(query -> IntStream.of(100, 300));
        PeerData.writeInts(filter, IntStream.concat(ranks, ranges));

        try (PeerProcess peer = startReady("cosine")) {
            peer.demand("build", 10, PeerData.ROWS);
            peer.demand("filter", filter);
            peer.demand("search", "queries", 200, 1, folder);
            assertThat(IntStream.of(rows())).allMatch(row -> row >= 200 && row < 400);
            assertThat(data.recall(rows(), 200, 400, row -> true)).isGreaterThanOrEqualTo(0.95);

            peer.demand("filter");
            peer.demand("search", "queries", 200, 1, folder);
            assertThat(data.recall(rows(), 10, PeerData.ROWS, row -> true)).isGreaterThanOrEqualTo(0.95);
            assertThat(peer.ask("filter", folder.resolve("base.none")))
                    .startsWith("failed\t")
                    .contains("base.none");
        }
    }

    @Test
    void givesEachQueryItsOwnRange() throws Exception {
        new PeerData("dot", folder);
        Path filter = folder.resolve("filter.bin");
        IntStream ranges = IntStream.range(0, PeerData.QUERIES).flatMap(query -> IntStream.of(query, query + 1));
        PeerData.writeInts(filter, IntStream.concat(IntStream.range(0, PeerData.ROWS), ranges));

        try (PeerProcess peer = startReady("dot")) {
            peer.demand("build", 0, PeerData.ROWS);
            peer.demand("filter", filter);
            peer.demand("search", "queries", PeerData.ROWS, 1, folder);

            int[] rows = rows();
            for (int query = 0; query < PeerData.QUERIES; query++) {
                assertThat(rows[query * PeerData.K]).isEqualTo(query);
                assertThat(rows[query * PeerData.K + 1]).isEqualTo(-1);
            }
        }
    }
}
