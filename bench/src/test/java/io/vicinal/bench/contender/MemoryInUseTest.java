package io.vicinal.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.storage.HugePages;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class MemoryInUseTest {
    private static final int BYTES = 8 << 20;
    private static final long SLACK = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void memorySegmentsCount() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            assertGrows(() -> arena.allocate(BYTES));
        }
    }

    @Test
    void memoryInHugePagesCounts() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            assertGrows(() -> HugePages.allocate(arena, BYTES));
        }
    }

    @Test
    void pagesOfMappedFilesCountOnce() throws IOException {
        Path file = folder.resolve("rows");
        Files.write(file, new byte[BYTES]);
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertGrows(() -> {
                channel.map(MapMode.READ_WRITE, 0, BYTES, arena).fill((byte) 1);
                return channel.map(MapMode.READ_WRITE, 0, BYTES, arena);
            });
        }
    }

    private interface Use {
        MemorySegment take() throws IOException;
    }

    private static void assertGrows(Use use) throws IOException {
        long before = MemoryInUse.measure().outside();
        use.take().fill((byte) 1);
        assertThat(MemoryInUse.measure().outside() - before).isBetween(BYTES - SLACK, BYTES + SLACK);
    }
}
