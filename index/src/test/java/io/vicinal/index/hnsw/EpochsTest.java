package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EpochsTest {
    @Test
    void passesWhereNobodyReads() {
        Epochs epochs = new Epochs();
        for (int i = 0; i < 10; i++) {
            assertThat(epochs.passed(epochs.now())).isTrue();
        }
    }

    @Test
    void waitsForThoseOfBeforeAndForNobodyElse() {
        Epochs epochs = new Epochs();
        for (int i = 0; i < 5; i++) {
            int early = epochs.enter();
            long since = epochs.now();
            assertThat(epochs.passed(since)).isFalse();
            int late = epochs.enter();
            int later = epochs.enter();
            assertThat(epochs.passed(since)).isFalse();
            epochs.exit(later);
            assertThat(epochs.passed(since)).isFalse();
            epochs.exit(early);
            assertThat(epochs.passed(since)).isTrue();
            assertThat(epochs.passed(epochs.now())).isFalse();
            epochs.exit(late);
        }
        assertThat(epochs.passed(epochs.now())).isTrue();
    }

    @Test
    void aReaderOfTheSameEpochOnAnyThreadIsWaitedFor() throws Exception {
        Epochs epochs = new Epochs();
        for (int i = 0; i < 40; i++) {
            AtomicInteger ticket = new AtomicInteger();
            Thread thread = Thread.ofPlatform().start(() -> ticket.set(epochs.enter()));
            thread.join();
            long since = epochs.now();
            assertThat(epochs.passed(since)).isFalse();
            epochs.exit(ticket.get());
            assertThat(epochs.passed(since)).isTrue();
        }
    }

    /** Cells are wiped as soon as their readers should have gone: no reader may see a wiped one. */
    @Test
    void nobodyStillReadsWhatHasPassed() throws Exception {
        Epochs epochs = new Epochs();
        AtomicInteger current = new AtomicInteger();
        AtomicIntegerArray wiped = new AtomicIntegerArray(16);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            List<Future<Boolean>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(executor.submit(() -> neverSeesAWipedCell(epochs, current, wiped, done)));
            }
            long end = System.nanoTime() + 500_000_000;
            while (System.nanoTime() < end) {
                int old = current.get();
                int next = (old + 1) & 15;
                wiped.set(next, 0);
                current.set(next);
                long since = epochs.now();
                while (!epochs.passed(since)) {
                    LockSupport.parkNanos(1);
                }
                wiped.set(old, 1);
            }
            done.set(true);
            for (Future<Boolean> reader : readers) {
                assertThat(reader.get()).isTrue();
            }
        } finally {
            done.set(true);
            executor.shutdownNow();
        }
    }

    private static boolean neverSeesAWipedCell(
            Epochs epochs, AtomicInteger current, AtomicIntegerArray wiped, AtomicBoolean done) {
        boolean sound = true;
        while (!done.get()) {
            int ticket = epochs.enter();
            int cell = current.get();
            for (int i = 0; i < 5; i++) {
                sound &= wiped.get(cell) == 0;
            }
            epochs.exit(ticket);
        }
        return sound;
    }
}
