package io.vicinal.storage;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainSegmentTest {
    private static final int BYTES = 4096;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        file = Files.write(folder.resolve("bytes"), bytes);
    }

    private MemorySegment map(Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(MapMode.READ_ONLY, 0, BYTES, arena);
        }
    }

    @Test
    void hasTheClassOfAllocatedMemory() throws IOException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment mapped = map(arena);
            assertThat(PlainSegment.of(mapped)).hasSameClassAs(arena.allocate(BYTES));
            assertThat(PlainSegment.of(mapped.asSlice(64, 128))).hasSameClassAs(arena.allocate(BYTES));
        }
    }

    @Test
    void hasTheSameBytesAtTheSamePlace() throws IOException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment mapped = map(arena).asSlice(64, 1024);
            MemorySegment plain = PlainSegment.of(mapped);
            assertThat(plain.address()).isEqualTo(mapped.address());
            assertThat(plain.mismatch(mapped)).isEqualTo(-1);
        }
    }

    @Test
    void isReadOnlyAndEndsWithItsArena() throws IOException {
        MemorySegment plain;
        try (Arena arena = Arena.ofShared()) {
            plain = PlainSegment.of(map(arena));
            assertThat(plain.isReadOnly()).isTrue();
        }
        assertThatThrownBy(() -> plain.get(JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leavesAloneWhatIsNotWholeWords() throws IOException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment odd = map(arena).asSlice(8, 13);
            assertThat(PlainSegment.of(odd)).isSameAs(odd);
            MemorySegment shifted = map(arena).asSlice(4, 16);
            assertThat(PlainSegment.of(shifted)).isSameAs(shifted);
        }
    }
}
