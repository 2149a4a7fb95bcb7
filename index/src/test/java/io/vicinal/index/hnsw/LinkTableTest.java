package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LinkTableTest {
    private static final int DEGREE = 12;
    private static final int ROWS = 400_000;

    private final Arena arena = Arena.ofShared();

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void readsWhatWasWritten() {
        LinkTable table = LinkTable.create(arena, DEGREE);
        table.records().reserve(100_000);
        int[] list = new int[DEGREE];
        assertThat(table.read(99_999, list)).isZero();
        for (int record = 0; record < 100_000; record += 777) {
            int count = record % (DEGREE + 1);
            int[] written = IntStream.range(record, record + count).toArray();
            table.write(record, written, count);
            if (count < DEGREE) {
                table.append(record, count, 5);
                written =
                        IntStream.concat(IntStream.of(written), IntStream.of(5)).toArray();
            }
            assertThat(table.read(record, list)).isEqualTo(written.length);
            assertThat(list).startsWith(written);
        }
        table.write(777, new int[] {8}, 1);
        assertThat(table.read(777, list)).isEqualTo(1);
        assertThat(LinkTable.stride(DEGREE) % 64).isZero();
    }

    @Test
    void whateverAListLeadsToIsWhole() throws Exception {
        verifyPublication(1, 1);
    }

    @Test
    @Tag("stress")
    void whateverAListLeadsToIsWholeForLong() throws Exception {
        verifyPublication(20, 3);
    }

    /** Rows are written, with plain writes, into memory that grows as they are, and then led to from lists that readers read. */
    private void verifyPublication(int seconds, int readers) throws Exception {
        for (long end = System.nanoTime() + seconds * 1_000_000_000L; System.nanoTime() < end; ) {
            try (Arena own = Arena.ofShared()) {
                LinkTable table = LinkTable.create(own, DEGREE);
                table.records().reserve(4);
                Chunks rows = new Chunks(own, 64, (byte) 0);
                AtomicBoolean done = new AtomicBoolean();
                ExecutorService executor = Executors.newFixedThreadPool(readers);
                try {
                    List<Future<Long>> broken = new ArrayList<>();
                    for (int i = 0; i < readers; i++) {
                        broken.add(executor.submit(() -> countBroken(table, rows, done)));
                    }
                    write(table, rows, end);
                    done.set(true);
                    for (Future<Long> count : broken) {
                        assertThat(count.get()).isZero();
                    }
                } finally {
                    done.set(true);
                    executor.shutdownNow();
                }
            }
        }
    }

    private static void write(LinkTable table, Chunks rows, long end) {
        Random random = new Random(1);
        int[] list = new int[DEGREE];
        int count = 0;
        for (int row = 0; row < ROWS && System.nanoTime() < end; row++) {
            rows.reserve(row + 1);
            for (int i = 0; i < 64; i += 4) {
                rows.chunk(row).set(Chunks.INT, rows.offset(row) + i, ~row);
            }
            if (count < DEGREE) {
                table.append(0, count, row);
                list[count++] = row;
            } else {
                list[random.nextInt(DEGREE)] = row;
                count = random.nextInt(1, DEGREE + 1);
                table.write(0, list, count);
            }
        }
    }

    private static long countBroken(LinkTable table, Chunks rows, AtomicBoolean done) {
        long broken = 0;
        int[] list = new int[DEGREE];
        while (!done.get()) {
            int count = table.read(0, list);
            for (int i = 0; i < count; i++) {
                int row = list[i];
                for (int at = 60; at >= 0; at -= 4) {
                    broken += rows.chunk(row).get(Chunks.INT, rows.offset(row) + at) == ~row ? 0 : 1;
                }
            }
        }
        return broken;
    }
}
