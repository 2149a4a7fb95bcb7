package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What happens to files that are not as they were saved. */
abstract class DamageContract extends VectorIndexContract {
    DamageContract(TestedEngine tested) {
        super(tested);
    }

    @Test
    void damageIsFoundWhereverItIs() throws IOException {
        Path file = folder.resolve("index");
        Truth truth = new Truth(Metric.COSINE);
        Query query = query(new float[] {1, 2, 3});
        Hits expected;
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, truth, 5, new Random(20));
            expected = index.search(query);
            index.save(file);
        }
        byte[] saved = Files.readAllBytes(file);
        int refused = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int at = 0; at < saved.length; at++) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) (saved[at] ^ (1 << (at % 8)))}), at);
                try (VectorIndex index = VectorIndex.open(file)) {
                    assertSame(index.search(query), expected);
                } catch (CorruptFileException e) {
                    assertThat(e.file()).isEqualTo(file);
                    refused++;
                }
                channel.write(ByteBuffer.wrap(saved, at, 1), at);
            }
        }
        assertThat(refused).isGreaterThan(4_000);
        VectorIndex.open(file).close();
    }

    @Test
    void whatIsCutShortOrForeignIsRefused() throws IOException {
        Path file = folder.resolve("index");
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, new Truth(Metric.COSINE), 5, new Random(21));
            index.save(file);
        }
        byte[] saved = Files.readAllBytes(file);
        for (int length = 0; length < saved.length; length += length > saved.length - 10 ? 1 : 61) {
            Files.write(file, Arrays.copyOf(saved, length));
            assertThatThrownBy(() -> VectorIndex.open(file))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(CorruptFileException.class);
        }
        Random random = new Random(22);
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[random.nextInt(20_000)];
            random.nextBytes(noise);
            Files.write(file, noise);
            assertThatThrownBy(() -> VectorIndex.open(file)).isInstanceOf(CorruptFileException.class);
        }
        assertThatThrownBy(() -> VectorIndex.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a regular file");
    }

    @Test
    void anIndexOfAnEngineThatIsNotThereIsRefusedByName() throws IOException {
        Path file = folder.resolve("index");
        try (SnapshotWriter snapshot = SnapshotWriter.create(file)) {
            new IndexFile("nonesuch", 3, Metric.COSINE, 0).write(snapshot);
            snapshot.commit();
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> VectorIndex.open(file))
                .withMessageContaining("nonesuch")
                .withMessageContaining(file.toString());
    }

    @Test
    void sectionsThatDontFitTheHeaderAreRefused() throws IOException {
        Path file = folder.resolve("index");
        for (int count : new int[] {1, Integer.MAX_VALUE}) {
            try (SnapshotWriter snapshot = SnapshotWriter.create(file)) {
                new IndexFile(tested().name(), 3, Metric.COSINE, count).write(snapshot);
                for (String section : List.of("ids", "norms", "rows")) {
                    snapshot.begin(section);
                }
                snapshot.commit();
            }
            assertThatThrownBy(() -> VectorIndex.open(file)).isInstanceOf(CorruptFileException.class);
        }
    }
}
