package io.vicinal.storage;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HugePagesTest {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");

    @ParameterizedTest
    @ValueSource(longs = {1, 1000, HugePages.BYTES - 1, HugePages.BYTES, 3L * HugePages.BYTES + 12_345})
    void zerosThatCanBeWrittenUntilTheArenaIsClosed(long bytes) {
        MemorySegment memory;
        try (Arena arena = Arena.ofShared()) {
            memory = HugePages.allocate(arena, bytes);
            assertThat(memory.byteSize()).isEqualTo(bytes);
            assertThat(memory.address() % 64).isZero();
            assertThat(memory.mismatch(arena.allocate(bytes))).isEqualTo(-1);
            memory.fill((byte) 7);
            assertThat(memory.get(JAVA_BYTE, bytes - 1)).isEqualTo((byte) 7);
            assertThat(memory).hasSameClassAs(arena.allocate(8));
        }
        assertThatThrownBy(() -> memory.get(JAVA_BYTE, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @ParameterizedTest
    @ValueSource(longs = {HugePages.BYTES, 2L * HugePages.BYTES})
    void linuxIsAskedForHugePages(long bytes) throws IOException {
        assumeTrue(Files.exists(Path.of("/sys/kernel/mm/transparent_hugepage")), "this is no Linux with huge pages");
        assumeFlagsAreTold();
        assumeTrue(HugePages.class.getModule().isNativeAccessEnabled(), "native access is not allowed");
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = HugePages.allocate(arena, bytes);
            assertThat(memory.address() % HugePages.BYTES).isZero();
            assertThat(flags(memory.address())).contains("hg");
        }
    }

    @Test
    void memoryIsGivenBackWithTheArena() throws IOException {
        assumeFlagsAreTold();
        Arena arena = Arena.ofShared();
        long address = HugePages.allocate(arena, 64L * HugePages.BYTES).address();
        assertThat(flags(address)).isNotEmpty();
        arena.close();
        assertThat(flags(address)).isEmpty();
    }

    private static void assumeFlagsAreTold() throws IOException {
        assumeTrue(
                Files.isReadable(MAPPINGS) && Files.readString(MAPPINGS).contains("VmFlags:"),
                "the system says nothing of memory");
    }

    /** What the system says of the memory that an address lies in; empty if there is none. */
    private static List<String> flags(long address) throws IOException {
        boolean inside = false;
        for (String line : Files.readAllLines(MAPPINGS)) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                String[] ends = line.split("[- ]", 3);
                inside =
                        Long.parseUnsignedLong(ends[0], 16) <= address && address < Long.parseUnsignedLong(ends[1], 16);
            } else if (inside && line.startsWith("VmFlags:")) {
                return List.of(line.substring("VmFlags:".length()).trim().split(" ", -1));
            }
        }
        return List.of();
    }
}
