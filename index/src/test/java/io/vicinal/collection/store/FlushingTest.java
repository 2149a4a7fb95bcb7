package io.vicinal.collection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.collection.journal.Journal;
import io.vicinal.collection.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page cache hides from tests of whole collections: what is forced, and in which order. */
class FlushingTest {
    @TempDir
    private Path folder;

    private final List<String> steps = new ArrayList<>();
    private Journal journal;

    @BeforeEach
    void create() throws IOException {
        journal = Journal.create(folder.resolve("journal"), 1, new byte[0]);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    private Flushing flushing() {
        return new Flushing(
                folder, () -> step("rows"), () -> step("journal"), journal, journal.end(), new ReentrantLock());
    }

    /** Notes what happens, and what the journal says when it does. */
    private void step(String name) throws IOException {
        steps.add(name + " " + marks());
    }

    private List<Long> marks() throws IOException {
        List<Long> marks = new ArrayList<>();
        journal.scan(journal.start(), (record, offset, next) -> {
            if (record instanceof JournalRecord.Synced mark) {
                marks.add(mark.end());
            }
            return true;
        });
        return marks;
    }

    private long delete(int row) throws IOException {
        journal.append(List.of(new JournalRecord.Delete(row, row + 1, 0)));
        return journal.end();
    }

    @Test
    void rowsAreForcedThenTheJournalAndOnlyThenThatIsSaid() throws IOException {
        Flushing flushing = flushing();
        long first = delete(0);
        flushing.flush();
        assertThat(steps).containsExactly("rows []", "journal []");
        assertThat(marks()).containsExactly(first);

        long second = delete(1);
        flushing.flush();
        assertThat(steps.subList(2, 4)).containsExactly("rows [" + first + "]", "journal [" + first + "]");
        assertThat(marks()).containsExactly(first, second);
    }

    @Test
    void nothingIsForcedTwice() throws IOException {
        Flushing flushing = flushing();
        flushing.flush();
        assertThat(steps).isEmpty();
        delete(0);
        flushing.flush();
        flushing.flush();
        assertThat(steps).hasSize(2);
    }

    @Test
    void whatTheDiskRefusedIsNeverSaidToBeSafe() throws IOException {
        Flushing flushing = new Flushing(
                folder,
                () -> step("rows"),
                () -> {
                    throw new IOException("no such device");
                },
                journal,
                journal.end(),
                new ReentrantLock());
        delete(0);
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(flushing::flush)
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(folder.toString(), "no such device");
        }
        assertThat(steps).hasSize(1);
        assertThat(marks()).isEmpty();
        assertThat(flushing.failed()).isTrue();
        assertThatThrownBy(flushing::requireWritable).hasMessageContaining("can only be read");
    }
}
