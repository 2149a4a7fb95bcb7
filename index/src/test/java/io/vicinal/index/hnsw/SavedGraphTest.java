package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose checksums are right and whose numbers are not. */
class SavedGraphTest {
    private static final int COUNT = 1_000;
    private static final int DIMENSION = 4;
    private static final List<String> SECTIONS =
            List.of("index", "ids", "graph", "entry", "free", "links", "slots", "upper.links");

    @TempDir
    private Path folder = Path.of("");

    private final float[][] rows = new float[COUNT][DIMENSION];

    @BeforeEach
    void save() throws IOException {
        Random random = new Random(1);
        try (VectorIndex index =
                VectorIndex.builder(DIMENSION, Metric.EUCLIDEAN).engine("hnsw").create()) {
            for (int i = 0; i < COUNT; i++) {
                for (int j = 0; j < DIMENSION; j++) {
                    rows[i][j] = random.nextFloat();
                }
                index.add(i, rows[i]);
            }
            index.save(file());
        }
    }

    private Path file() {
        return folder.resolve("index");
    }

    /** Copies the file with one number of a section changed. */
    private Path forge(String name, int at, int number) throws IOException {
        Path forged = folder.resolve("forged");
        try (Snapshot saved = Snapshot.open(file());
                SnapshotWriter writer = SnapshotWriter.create(forged)) {
            for (String section : SECTIONS) {
                MemorySegment copy =
                        MemorySegment.ofArray(saved.section(section).toArray(Chunks.INT.withByteAlignment(1)));
                if (section.equals(name)) {
                    copy.set(Chunks.INT, (long) at * Integer.BYTES, number);
                }
                writer.begin(section);
                writer.write(copy);
            }
            writer.beginBlocks("rows");
            writer.write(saved.section("rows"));
            writer.commit();
        }
        return forged;
    }

    @Test
    void listThatLeadsNowhereFailsWhatFollowsIt() throws IOException {
        int ordinal = 7;
        Path forged = forge("links", ordinal * 32, COUNT);
        Query query = Query.of(rows[ordinal]).effort(10);
        try (VectorIndex index = VectorIndex.open(forged)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> index.search(query))
                        .isInstanceOf(CorruptFileException.class)
                        .hasMessageContaining("forged")
                        .hasMessageContaining("section links: it leads to row 1000 of 1000");
                assertThatThrownBy(() -> index.remove(0)).isInstanceOf(CorruptFileException.class);
            }
        }
    }

    @Test
    void impossibleNumberIsRefusedOnOpening() throws IOException {
        for (String section : List.of("slots", "upper.links")) {
            Path forged = forge(section, 0, COUNT);
            assertThatThrownBy(() -> VectorIndex.open(forged))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("section " + section + ": there is no number 1000 among");
        }
        Path forged = forge("entry", 0, COUNT);
        assertThatThrownBy(() -> VectorIndex.open(forged))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("section entry: impossible entry 1000");
    }
}
