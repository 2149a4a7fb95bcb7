package io.vicinal.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Metric;
import io.vicinal.storage.CorruptFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of what had not been forced to disk any page can be lost, in any order; of what had, none. */
@DisabledIfSystemProperty(
        named = "vicinal.test.expectedKernels",
        matches = "scalar",
        disabledReason = "forces files to disk again and again, the same ones in every execution")
class TornWriteTest {
    private static final int PAGE = 4096;

    /** How long the frame is that says that all before it has been forced to disk; it is itself not. */
    private static final int MARK = 24;

    /** How many bytes at the end of the journal are cut off one by one. */
    private static final int EVERY_BYTE = 250;

    @TempDir
    private Path folder;

    private final Model model = new Model(Metric.EUCLIDEAN);

    /** The states after the last flush and after each change since. */
    private final List<Model> states = new ArrayList<>();

    private FolderCopy flushed = new FolderCopy(Map.of());
    private FolderCopy written = flushed;
    private String journal = "";
    private String vectors = "";

    private Path place() {
        return folder.resolve("collection");
    }

    private static CollectionSpec spec() {
        return SeededChanges.spec("flat", Metric.EUCLIDEAN);
    }

    /** Makes changes, flushes, and makes more; takes copies after both. */
    private void write(long seed, int before, int after, boolean checkpoint) throws Exception {
        SeededChanges changes = new SeededChanges(seed);
        try (Collection collection = Collection.open(place(), spec())) {
            for (int i = 0; i < before; i++) {
                change(changes.at(i), collection);
                if (checkpoint && i == before / 2) {
                    collection.compact();
                    collection.checkpoint();
                }
            }
            collection.flush();
            flushed = FolderCopy.of(place());
            states.add(model.copy());
            for (int i = before; i < before + after; i++) {
                change(changes.at(i), collection);
                states.add(model.copy());
            }
            written = FolderCopy.of(place());
            journal = "generation-%d/journal".formatted(collection.stats().generation());
            vectors = "generation-%d/vectors".formatted(collection.stats().generation());
        }
    }

    private void change(SeededChanges.Change change, Collection collection) {
        change.apply(collection);
        change.apply(model);
    }

    private int safe() {
        return flushed.bytes(journal).length - MARK;
    }

    private void requireOneOfTheStates(Collection collection, String what) {
        List<Document> read = Model.read(collection);
        assertThat(states).as(what).anyMatch(state -> state.is(read));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theJournalCutAnywhereBehindWhatWasFlushed(boolean checkpoint) throws Exception {
        write(5, 40, 12, checkpoint);
        byte[] whole = written.bytes(journal);
        written.restore(place());
        for (int length = whole.length; length >= safe(); length -= length > whole.length - EVERY_BYTE ? 1 : 31) {
            Files.write(place().resolve(journal), Arrays.copyOf(whole, length));
            try (Collection collection = Collection.openForReading(place())) {
                requireOneOfTheStates(collection, "cut at " + length);
            }
            if (length % 128 == 7) {
                requireOpens("cut at " + length);
                written.restore(place());
            }
        }
    }

    /** Opens to write, which cuts off what doesn't count, and again. */
    private void requireOpens(String what) throws Exception {
        List<Document> read;
        try (Collection collection = Collection.open(place(), spec())) {
            requireOneOfTheStates(collection, what);
            read = Model.read(collection);
            collection.put(Document.of("new", new float[] {1, 2, 3, 4, 5}));
            collection.flush();
        }
        try (Collection collection = Collection.open(place(), spec())) {
            assertThat(collection.stats().notes()).as(what).isEmpty();
            assertThat(collection.delete("new")).isTrue();
            Model same = new Model(Metric.EUCLIDEAN);
            same.putAll(read);
            same.requireSame(collection);
        }
        assertThat(Collection.verify(place()).clean()).as(what).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"11, false, 30", "12, true, 30"})
    void anyPagesLostBehindWhatWasFlushed(long seed, boolean checkpoint, int times) throws Exception {
        write(seed, 60, 60, checkpoint);
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            byte[] tornJournal = torn(flushed.bytes(journal), written.bytes(journal), safe(), random);
            if (random.nextInt(3) == 0) {
                tornJournal = Arrays.copyOf(tornJournal, safe() + random.nextInt(tornJournal.length - safe()));
            }
            byte[] rows = written.bytes(vectors);
            byte[] tornRows = torn(flushed.bytes(vectors), rows, Integer.MAX_VALUE, random);
            written.with(journal, tornJournal).with(vectors, tornRows).restore(place());
            requireOpens("seed %d, time %d".formatted(seed, i));
        }
    }

    @Tag("stress")
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void anyPagesLostManyTimes(long seed) throws Exception {
        anyPagesLostBehindWhatWasFlushed(seed, seed % 2 == 0, 300);
    }

    /** Takes each page as it is now, as it was, or with zeros or garbage in the place of all that has been written since. */
    private static byte[] torn(byte[] before, byte[] after, int safe, Random random) {
        byte[] torn = after.clone();
        for (int page = 0; page < torn.length; page += PAGE) {
            int kind = random.nextInt(6);
            for (int i = page; i < Math.min(page + PAGE, torn.length); i++) {
                byte old = i < Math.min(before.length, safe) ? before[i] : 0;
                boolean since = i >= Math.min(before.length, safe) || old != after[i];
                if (since && kind < 3) {
                    torn[i] = kind == 0 ? old : kind == 1 ? 0 : (byte) random.nextInt();
                }
            }
        }
        return torn;
    }

    @Test
    void damageInWhatWasFlushedIsRefusedOrSeenWhenRead() throws Exception {
        write(31, 60, 5, false);
        Random random = new Random(31);
        byte[] whole = written.bytes(journal);
        int refused = 0;
        for (int i = 0; i < 15; i++) {
            int at = 160 + random.nextInt(safe() - 160);
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            written.with(journal, damaged).restore(place());
            refused += refused(place().resolve(journal), at) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(10);
    }

    /** Whether opening refuses a damaged file; if not, the damage does no harm, as in the zeros behind a frame. */
    private boolean refused(Path file, int at) throws Exception {
        try (Collection collection = Collection.open(place(), spec())) {
            states.getLast().requireSame(collection);
            return false;
        } catch (CorruptFileException e) {
            assertThat(e.file()).isEqualTo(file);
            assertThat(e.offset()).isLessThanOrEqualTo(at);
        }
        requireRepaired();
        return true;
    }

    /** One frame or row was damaged: that document is lost, or as it was before, and all others are there. */
    private void requireRepaired() throws Exception {
        Verification found = Collection.repair(place());
        assertThat(found.repaired()).isTrue();
        assertThat(found.damages()).isNotEmpty();
        assertThat(Collection.verify(place()).clean()).isTrue();
        try (Collection collection = Collection.open(place(), spec())) {
            List<Document> read = Model.read(collection);
            Model kept = new Model(Metric.EUCLIDEAN);
            kept.putAll(read);
            Model should = states.getLast();
            assertThat(should.all().stream()
                            .filter(document ->
                                    !kept.has(document.id()) || !should.same(document, kept.get(document.id()))))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(read.stream()
                            .filter(document ->
                                    !should.has(document.id()) || !should.same(document, should.get(document.id()))))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(collection.size()).isEqualTo(read.size());
        }
    }

    @Test
    void aDamagedRowIsNamedAndOnlyItsDocumentIsLost() throws Exception {
        write(32, 60, 0, false);
        Random random = new Random(32);
        byte[] whole = written.bytes(vectors);
        for (int i = 0; i < 20; i++) {
            int row = random.nextInt(states.getFirst().size());
            int at = PAGE + 8192 + 64 * row + random.nextInt(20);
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            written.with(vectors, damaged).restore(place());
            assertThat(refused(place().resolve(vectors), at)).isTrue();
        }
    }

    @Test
    void aJournalShorterThanItsCheckpointKnowsIsRefused() throws Exception {
        write(33, 60, 0, true);
        byte[] whole = written.bytes(journal);
        written.with(journal, Arrays.copyOf(whole, whole.length / 4)).restore(place());
        try (Collection collection = Collection.open(place(), spec())) {
            throw new AssertionError("opened with " + collection.size());
        } catch (CorruptFileException e) {
            assertThat(e.file()).isEqualTo(place().resolve(journal));
            assertThat(e.offset()).isEqualTo(whole.length / 4);
        }
        assertThat(Collection.repair(place()).repaired()).isTrue();
        assertThat(Collection.verify(place()).clean()).isTrue();
    }
}
