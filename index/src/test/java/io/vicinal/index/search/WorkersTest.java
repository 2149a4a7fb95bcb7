package io.vicinal.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {
    @ParameterizedTest
    @CsvSource({"0, 3", "1, 3", "2, 3", "100, 1", "100, 3"})
    void eachThingIsDoneOnceByOneOfSoManyThreads(int count, int threads) {
        AtomicIntegerArray runs = new AtomicIntegerArray(count);
        AtomicInteger made = new AtomicInteger();
        new Workers(threads).run(count, () -> {
            made.incrementAndGet();
            return runs::incrementAndGet;
        });
        for (int i = 0; i < count; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
        assertThat(made.get()).isEqualTo(Math.clamp(count, 1, threads));
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0", "1, 10, 1", "10, 10, 1", "11, 10, 2", "95, 10, 10"})
    void blocksCoverAllRows(int rows, int blockRows, int blocks) {
        assertThat(Workers.blocks(rows, blockRows)).isEqualTo(blocks);
        AtomicIntegerArray runs = new AtomicIntegerArray(rows);
        new Workers(2).run(rows, blockRows, (block, first, end) -> {
            assertThat(first).isEqualTo(block * blockRows);
            for (int row = first; row < end; row++) {
                runs.incrementAndGet(row);
            }
        });
        for (int row = 0; row < rows; row++) {
            assertThat(runs.get(row)).isEqualTo(1);
        }
    }

    @Test
    void afterAFailureTheOthersStop() {
        int count = 1_000_000_000;
        CyclicBarrier together = new CyclicBarrier(2);
        AtomicInteger done = new AtomicInteger();
        assertThatThrownBy(() -> new Workers(2).run(count, () -> {
                    await(together);
                    return number -> {
                        if (number == 0) {
                            throw new IllegalStateException("full");
                        }
                        done.incrementAndGet();
                    };
                }))
                .hasMessage("full");
        assertThat(done.get()).isLessThan(count - 1);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anInterruptedThreadStopsTheOthersAndStaysInterrupted() {
        AtomicInteger begun = new AtomicInteger();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> new Workers(2).run(1_000_000, () -> number -> {
                    begun.incrementAndGet();
                    caller.interrupt();
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(begun.get()).isBetween(1, 2);
    }
}
