package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.SnapshotWriter;
import io.vicinal.storage.VectorFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlatRowIndexTest extends RowIndexContract {
    FlatRowIndexTest() {
        super("flat");
    }

    @Test
    void connectsNothing() throws IOException {
        RowIndex index = attach(Metric.COSINE, file(Metric.COSINE, 50));
        index.connect(50);
        assertThat(index.connected()).isZero();
        assertThat(index.search(queries(1).getFirst()).scored()).isZero();
        assertThat(index.offHeapBytes()).isZero();
    }

    @Test
    void connectedRowsAreRefused() throws IOException {
        Path forged = folder.resolve("forged");
        try (SnapshotWriter writer = SnapshotWriter.create(forged)) {
            new IndexFile("flat", DIMENSION, Metric.COSINE, 5).write(writer, "rows.index");
            writer.commit();
        }
        VectorFile file = file(Metric.COSINE, 50);
        assertThatThrownBy(() -> open(Metric.COSINE, file, forged))
                .hasMessageContaining("5 rows are said to be connected, but flat connects none");
    }

    @Test
    void theEngineThatCannotSaysSo() throws IOException {
        VectorFile file = file(Metric.COSINE, 5);
        Engine hnswlib = Engine.named("hnswlib");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hnswlib.attach(spec(Metric.COSINE), file))
                .withMessage("the engine hnswlib can't index a file that grows; flat and hnsw can");
    }
}
