package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Blocks of sections that several threads ask for at once. */
@Timeout(60)
class SectionBlocksThreadsTest {
    private static final int BLOCK = 16_384;
    private static final int BLOCKS = 24;
    private static final int THREADS = 4;
    private static final int DAMAGED = 7;

    @TempDir
    Path directory;

    /** Runs the task in all threads at once, with the number of each. */
    private static void together(ThrowingTask task) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                running.add(threads.submit(() -> {
                    start.await();
                    task.run(number);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private interface ThrowingTask {
        void run(int thread) throws Exception;
    }

    private Path write() throws IOException {
        Path file = directory.resolve("a.snapshot");
        byte[] bytes = new byte[BLOCKS * BLOCK];
        new Random(1).nextBytes(bytes);
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            writer.beginBlocks("rows");
            writer.write(MemorySegment.ofArray(bytes));
            writer.commit();
        }
        return file;
    }

    /** All but the first block are asked for by all threads at the same time: none may count twice. */
    @Test
    void whatSeveralThreadsVerifyCountsOnce() throws Exception {
        Path file = write();
        for (int round = 0; round < 50; round++) {
            try (Snapshot snapshot = Snapshot.open(file)) {
                SectionBlocks blocks = snapshot.blocks("rows");
                together(thread -> blocks.verify(BLOCK, (BLOCKS - 1) * BLOCK));
                assertThat(blocks.complete()).isFalse();
                together(thread -> blocks.verify(0, 1));
                assertThat(blocks.complete()).isTrue();
            }
        }
    }

    @Test
    void everyThreadMeetsTheDamagedBlockAndOnlyThat() throws Exception {
        Path file = write();
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(4096 + DAMAGED * BLOCK + 99);
            int old = damaged.read();
            damaged.seek(4096 + DAMAGED * BLOCK + 99);
            damaged.write(old ^ 16);
        }
        try (Snapshot snapshot = Snapshot.open(file)) {
            SectionBlocks blocks = snapshot.blocks("rows");
            together(thread -> {
                Random random = new Random(thread);
                for (int ask = 0; ask < 500; ask++) {
                    int from = random.nextInt(BLOCKS * BLOCK);
                    int length = 1 + random.nextInt(Math.min(2 * BLOCK, BLOCKS * BLOCK - from));
                    if (from / BLOCK <= DAMAGED && (from + length - 1) / BLOCK >= DAMAGED) {
                        assertThatThrownBy(() -> blocks.verify(from, length))
                                .isInstanceOf(CorruptFileException.class)
                                .hasMessageContaining("section rows: the checksum of its block " + DAMAGED);
                    } else {
                        blocks.verify(from, length);
                    }
                }
            });
            assertThat(blocks.complete()).isFalse();
        }
    }
}
