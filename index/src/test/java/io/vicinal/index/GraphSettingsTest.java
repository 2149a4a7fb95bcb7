package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void startWithTheUsual() {
        assertThat(GraphSettings.DEFAULT.connections()).isEqualTo(16);
        assertThat(GraphSettings.DEFAULT.buildEffort()).isEqualTo(200);
        assertThat(GraphSettings.DEFAULT.connections(8).buildEffort(50))
                .isEqualTo(new GraphSettings(8, 50, 42, EncodingKind.AUTO));
    }

    @Test
    void refuseTheImpossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphSettings.DEFAULT.connections(1))
                .withMessage("connections must be between 2 and 512 but is 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphSettings.DEFAULT.connections(513))
                .withMessage("connections must be between 2 and 512 but is 513");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphSettings.DEFAULT.buildEffort(0))
                .withMessage("buildEffort must be at least 1 but is 0");
    }

    @Test
    void areSavedWithTheIndexAndAgainWithTheIndexOpened() throws Exception {
        Path file = folder.resolve("index");
        try (VectorIndex index = VectorIndex.builder(2, Metric.COSINE)
                .hnswlib(graph -> graph.connections(5).buildEffort(70))
                .create()) {
            index.add(1, new float[] {1, 2});
            index.save(file);
        }
        try (VectorIndex index = VectorIndex.open(file)) {
            index.add(2, new float[] {3, 2});
            index.save(file);
        }
        try (Snapshot snapshot = Snapshot.open(file)) {
            assertThat(GraphSettings.read(snapshot)).isEqualTo(new GraphSettings(5, 70, 42, EncodingKind.AUTO));
        }
    }

    @Test
    void areRefusedWhereTheFileHasImpossibleOnes() throws Exception {
        for (byte[] bytes : new byte[][] {{}, new byte[7], new byte[8], {2, 0, 0, 0, 0, 0, 0, 0}, new byte[9]}) {
            Path file = folder.resolve("index");
            try (SnapshotWriter snapshot = SnapshotWriter.create(file)) {
                snapshot.begin("graph");
                snapshot.write(MemorySegment.ofArray(bytes));
                snapshot.commit();
            }
            try (Snapshot snapshot = Snapshot.open(file)) {
                assertThatThrownBy(() -> GraphSettings.read(snapshot))
                        .isInstanceOf(CorruptFileException.class)
                        .hasMessageContaining("graph");
            }
        }
    }
}
