package io.vicinal.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void runsEachPartOnce() {
        for (int count = 1; count < 20; count++) {
            AtomicIntegerArray runs = new AtomicIntegerArray(count);
            Parts.run(count, runs::incrementAndGet);
            for (int i = 0; i < count; i++) {
                assertThat(runs.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void throwsWhatAPartThrewAfterAllAreOver() {
        for (int failing = 0; failing < 4; failing++) {
            int bad = failing;
            AtomicInteger over = new AtomicInteger();
            assertThatThrownBy(() -> Parts.run(4, part -> {
                        if (part == bad) {
                            throw new UnsupportedOperationException("part " + part);
                        }
                        Thread.onSpinWait();
                        over.incrementAndGet();
                    }))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("part " + bad);
            assertThat(over).hasValue(3);
        }
    }

    @Test
    void anErrorIsPassedOn() {
        assertThatThrownBy(() -> Parts.run(2, part -> {
                    if (part == 1) {
                        throw new StackOverflowError("for the test");
                    }
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void anInterruptWaitsForTheParts() {
        AtomicInteger over = new AtomicInteger();
        Thread.currentThread().interrupt();
        Parts.run(4, part -> {
            for (int i = 0; i < 1_000; i++) {
                Thread.onSpinWait();
            }
            over.incrementAndGet();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(over).hasValue(4);
    }

    @Test
    void eachTaskIsRunOnceByAWorkerOfItsThread() {
        for (int threads = 1; threads < 5; threads++) {
            AtomicIntegerArray runs = new AtomicIntegerArray(100);
            AtomicInteger workers = new AtomicInteger();
            Parts.each(threads, 100, () -> {
                Thread owner = Thread.currentThread();
                workers.incrementAndGet();
                return task -> {
                    assertThat(Thread.currentThread()).isSameAs(owner);
                    runs.incrementAndGet(task);
                };
            });
            assertThat(workers).hasValue(threads);
            for (int i = 0; i < 100; i++) {
                assertThat(runs.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void whereATaskFailsNoOtherBegins() {
        AtomicInteger begun = new AtomicInteger();
        assertThatThrownBy(() -> Parts.each(1, 100, () -> task -> {
                    begun.incrementAndGet();
                    if (task == 7) {
                        throw new UnsupportedOperationException("task " + task);
                    }
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("task 7");
        assertThat(begun).hasValue(8);
    }

    @Test
    void interruptedTasksEnd() {
        AtomicInteger begun = new AtomicInteger();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> Parts.each(1, 100, () -> task -> {
                    begun.incrementAndGet();
                    if (task == 7) {
                        caller.interrupt();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(begun).hasValue(8);
    }
}
