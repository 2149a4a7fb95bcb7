package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.storage.HugePages;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
    private final Arena arena = Arena.ofShared();

    @AfterEach
    void free() {
        arena.close();
    }

    private static void set(Chunks chunks, int record, int stride, int value) {
        chunks.chunk(record).set(Chunks.INT, chunks.offset(record), value);
        chunks.chunk(record).set(Chunks.INT, chunks.offset(record) + stride - 4, ~value);
    }

    private static void verify(Chunks chunks, int count, int stride, int factor) {
        for (int i = 0; i < count; i++) {
            assertThat(chunks.chunk(i).get(Chunks.INT, chunks.offset(i))).isEqualTo(i * factor);
            assertThat(chunks.chunk(i).get(Chunks.INT, chunks.offset(i) + stride - 4))
                    .isEqualTo(~(i * factor));
        }
    }

    /** Also of lengths that no piece is a multiple of, and longer than a piece. */
    @ParameterizedTest
    @ValueSource(ints = {30_000, 70_004, 1 << 18, 3 << 18, 3 << 20})
    void recordsKeepTheirPlacesAsTheyGrow(int stride) {
        Chunks chunks = new Chunks(arena, stride, (byte) 0);
        chunks.reserve(1);
        MemorySegment first = chunks.chunk(0);
        for (int count = 1; count <= 17; count++) {
            chunks.reserve(count);
            set(chunks, count - 1, stride, (count - 1) * 3);
        }
        verify(chunks, 17, stride, 3);
        assertThat(chunks.chunk(0)).isSameAs(first);
        assertThat(chunks.bytes()).isBetween(17L * stride, 20L * stride + HugePages.BYTES);
        chunks.reserve(5);
        verify(chunks, 17, stride, 3);
    }

    @Test
    void newRecordsAreFilled() {
        Chunks chunks = new Chunks(arena, 1 << 20, (byte) -1);
        chunks.reserve(5);
        for (int i = 0; i < 5; i++) {
            assertThat(chunks.chunk(i).get(Chunks.INT, chunks.offset(i))).isEqualTo(-1);
            assertThat(chunks.chunk(i).get(ValueLayout.JAVA_BYTE, chunks.offset(i) + (1 << 20) - 1))
                    .isEqualTo((byte) -1);
        }
    }

    @Test
    void memoryIsSeenAsRecordsAndCopied() {
        int stride = 300_004;
        MemorySegment memory = arena.allocate(17L * stride, 8);
        Chunks over = Chunks.over(arena, stride, memory);
        for (int i = 0; i < 17; i++) {
            memory.set(Chunks.INT, (long) i * stride, i * 5);
            memory.set(Chunks.INT, (long) i * stride + stride - 4, ~(i * 5));
        }
        verify(over, 17, stride, 5);
        assertThat(over.readOnly()).isTrue();
        Chunks copy = new Chunks(arena, stride, (byte) 0);
        copy.copyFrom(over, 16);
        memory.fill((byte) 0);
        verify(copy, 16, stride, 5);
        assertThat(copy.readOnly()).isFalse();
    }
}
