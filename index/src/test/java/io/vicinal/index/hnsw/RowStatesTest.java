package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RowStatesTest {
    private static final int[] NONE = {};

    private final Arena arena = Arena.ofShared();
    private final RowStates states = RowStates.create(arena);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void aRowIsThereFromTheChangeThatBroughtItToTheOneThatTookIt() {
        states.reserve(0, 3);
        assertThat(states.allThere(states.latest())).isFalse();
        long before = states.latest();
        states.name(0, 77);
        states.change(new int[] {0, 1}, NONE);
        long first = states.latest();
        states.change(new int[] {2}, new int[] {0});
        long second = states.latest();
        assertThat(states.id(0)).isEqualTo(77);
        boolean[][] expected = {{false, false, false}, {true, true, false}, {false, true, true}};
        long[] changes = {before, first, second};
        for (int i = 0; i < changes.length; i++) {
            for (int row = 0; row < 3; row++) {
                assertThat(states.there(row, changes[i])).isEqualTo(expected[i][row]);
            }
        }
        assertThat(states.taken(0)).isTrue();
        assertThat(states.taken(1)).isFalse();
    }

    @Test
    void countsWhatMustBeJudged() {
        states.reserve(0, 4);
        assertThat(states.nothingTaken()).isTrue();
        states.change(new int[] {0, 1, 2}, NONE);
        assertThat(states.allThere(states.latest())).isFalse();
        states.abandon(new int[] {3});
        assertThat(states.nothingTaken()).isFalse();
        states.forget(1);
        assertThat(states.allThere(states.latest())).isTrue();
        assertThat(states.allThere(states.latest() - 1)).isFalse();
        states.change(NONE, new int[] {1});
        assertThat(states.nothingTaken()).isFalse();
        assertThat(states.allThere(states.latest())).isFalse();
        states.forget(1);
        assertThat(states.nothingTaken()).isTrue();
        assertThat(states.allThere(states.latest())).isTrue();
        states.prepare(1);
        assertThat(states.allThere(states.latest())).isFalse();
    }

    /** A reader sees one state of the index from beginning to end, also of places that are given to others meanwhile. */
    @Test
    void whatIsThereStaysThereForAReader() throws Exception {
        Epochs epochs = new Epochs();
        AtomicBoolean done = new AtomicBoolean();
        states.reserve(0, 1);
        states.change(new int[] {0}, NONE);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reader = executor.submit(() -> countContradictions(epochs, done));
            int[] row = {0};
            long end = System.nanoTime() + 500_000_000;
            while (System.nanoTime() < end) {
                states.change(NONE, row);
                long since = epochs.now();
                while (!epochs.passed(since)) {
                    LockSupport.parkNanos(1);
                }
                states.forget(1);
                states.prepare(0);
                states.change(row, NONE);
            }
            done.set(true);
            assertThat(reader.get()).isZero();
        } finally {
            done.set(true);
            executor.shutdownNow();
        }
    }

    private int countContradictions(Epochs epochs, AtomicBoolean done) {
        int contradictions = 0;
        while (!done.get()) {
            int ticket = epochs.enter();
            long change = states.latest();
            boolean there = states.there(0, change);
            for (int i = 0; i < 20; i++) {
                contradictions += states.there(0, change) == there ? 0 : 1;
            }
            epochs.exit(ticket);
        }
        return contradictions;
    }
}
