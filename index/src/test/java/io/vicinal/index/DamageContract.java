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
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What happens to files that are not as they were saved: they are refused, or answer as before. An engine may meet damage when it
 * opens a file, or when a search or a vector first needs what is damaged.
 */
abstract class DamageContract extends VectorIndexContract {
    private static final int COUNT = 5;

    private Path file = Path.of("");
    private byte[] saved = {};
    private List<Object> answers = List.of();

    DamageContract(TestedEngine tested) {
        super(tested);
    }

    @BeforeEach
    void save() throws IOException {
        file = folder.resolve("index");
        try (VectorIndex index = create(Metric.COSINE, 3)) {
            fill(index, new Truth(Metric.COSINE), COUNT, new Random(20));
            index.save(file);
            answers = ask(index);
        }
        saved = Files.readAllBytes(file);
        assertThat(damage()).isEmpty();
    }

    /** Asks for everything that is in the file. */
    private List<Object> ask(VectorIndex index) {
        Hits hits = index.search(query(new float[] {1, 2, 3}));
        List<List<Float>> vectors = IntStream.range(0, COUNT)
                .mapToObj(i -> list(index.vector(id(i))))
                .toList();
        return List.of(
                index.size(), index.metric(), Arrays.stream(hits.ids()).boxed().toList(), list(hits.scores()), vectors);
    }

    private static List<Float> list(float[] floats) {
        return IntStream.range(0, floats.length).mapToObj(i -> floats[i]).toList();
    }

    /** Opens the file and asks for everything. Returns the damage met; nothing if all the answers are as before. */
    private Optional<CorruptFileException> damage() throws IOException {
        try (VectorIndex index = VectorIndex.open(file)) {
            return damage(index);
        } catch (CorruptFileException e) {
            return Optional.of(e);
        }
    }

    /** Whoever asks again meets the damage again. */
    private Optional<CorruptFileException> damage(VectorIndex index) {
        try {
            assertThat(ask(index)).isEqualTo(answers);
            return Optional.empty();
        } catch (CorruptFileException e) {
            assertThatThrownBy(() -> ask(index))
                    .as("asked again")
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessage(e.getMessage());
            return Optional.of(e);
        }
    }

    @Test
    void damageIsFoundWhereverItIs() throws IOException {
        SavedSections sections = new SavedSections(saved);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int at = 0; at < saved.length; at++) {
                String owner = sections.owner(at);
                if (!owner.equals(SavedSections.PADDING)) {
                    channel.write(ByteBuffer.wrap(new byte[] {(byte) (saved[at] ^ (1 << (at % 8)))}), at);
                    String what = "damage at %d, in section %s".formatted(at, owner);
                    CorruptFileException damage =
                            damage().orElseThrow(() -> new AssertionError(what + ", is not found"));
                    verify(damage, at, owner.equals(SavedSections.TABLE) ? "" : "section " + owner + ": ");
                    channel.write(ByteBuffer.wrap(saved, at, 1), at);
                }
            }
        }
        assertThat(damage()).isEmpty();
    }

    /** Sections are shorter than a page. */
    private void verify(CorruptFileException damage, int at, String section) {
        assertThat(damage.file()).isEqualTo(file);
        assertThat(damage.offset()).as("offset for %d", at).isBetween(at & -4096L, at | 4095L);
        assertThat(damage)
                .hasMessageStartingWith(file + ", offset " + damage.offset() + ": ")
                .hasMessageContaining(section);
    }

    /** Rows are copied before the first change and on saving, and must not get a new checksum for what was damaged. */
    @Test
    void damagedRowsAreNotPassedOn() throws IOException {
        SavedSections sections = new SavedSections(saved);
        byte[] damaged = saved.clone();
        int at = IntStream.range(0, saved.length)
                .filter(i -> sections.owner(i).equals("rows"))
                .findFirst()
                .orElseThrow();
        damaged[at] ^= 4;
        Files.write(file, damaged);
        Path copy = folder.resolve("copy");
        assertThatThrownBy(() -> {
                    try (VectorIndex index = VectorIndex.open(file)) {
                        index.save(copy);
                    }
                })
                .isInstanceOf(CorruptFileException.class);
        assertThat(copy).doesNotExist();
        assertThatThrownBy(() -> {
                    try (VectorIndex index = VectorIndex.open(file)) {
                        index.add(1_000, new float[] {3, 2, 1});
                        ask(index);
                    }
                })
                .isInstanceOf(CorruptFileException.class);
    }

    @Test
    void whatLiesBetweenSectionsIsNothing() throws IOException {
        SavedSections sections = new SavedSections(saved);
        byte[] other = saved.clone();
        for (int at = 0; at < saved.length; at++) {
            if (sections.owner(at).equals(SavedSections.PADDING)) {
                other[at] ^= (byte) (1 << (at % 8));
            }
        }
        assertThat(Arrays.mismatch(other, saved)).isPositive();
        Files.write(file, other);
        assertThat(damage()).isEmpty();
    }

    @Test
    void severalDamagedBytesAreFound() throws IOException {
        SavedSections sections = new SavedSections(saved);
        Random random = new Random(21);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int run = 0; run < 1000; run++) {
                byte[] damaged = saved.clone();
                boolean matters = false;
                for (int i = random.nextInt(8); i >= 0; i--) {
                    int at = random.nextInt(saved.length);
                    damaged[at] = (byte) (saved[at] ^ random.nextInt(1, 256));
                    matters |= !sections.owner(at).equals(SavedSections.PADDING);
                }
                channel.write(ByteBuffer.wrap(damaged), 0);
                assertThat(damage().isPresent()).as("run %d", run).isEqualTo(matters);
            }
        }
    }

    @Test
    void whatIsCutShortIsRefused() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int length = saved.length - 1; length >= 0; length--) {
                channel.truncate(length);
                assertThatThrownBy(() -> VectorIndex.open(file))
                        .as("cut to %d bytes", length)
                        .isInstanceOf(CorruptFileException.class)
                        .hasMessageStartingWith(file + ", offset ");
            }
        }
    }

    @Test
    void whatIsForeignIsRefused() throws IOException {
        Random random = new Random(22);
        for (int run = 0; run < 500; run++) {
            byte[] noise = new byte[random.nextInt(20_000)];
            random.nextBytes(noise);
            // Some begin as a saved index does.
            int known = run % 2 == 0 ? 0 : Math.min(noise.length, random.nextInt(8192));
            System.arraycopy(saved, 0, noise, 0, known);
            Files.write(file, noise);
            assertThat(damage()).as("run %d", run).isPresent();
        }
        assertThatThrownBy(() -> VectorIndex.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a regular file");
    }

    @Test
    void anIndexOfAnEngineThatIsNotThereIsRefusedByName() throws IOException {
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
        for (int count : new int[] {1, Integer.MAX_VALUE}) {
            try (SnapshotWriter snapshot = SnapshotWriter.create(file)) {
                new IndexFile(tested().name(), 3, Metric.COSINE, count).write(snapshot);
                snapshot.begin("ids");
                snapshot.begin("norms");
                snapshot.beginBlocks("rows");
                snapshot.commit();
            }
            assertThatThrownBy(() -> VectorIndex.open(file)).isInstanceOf(CorruptFileException.class);
        }
    }
}
