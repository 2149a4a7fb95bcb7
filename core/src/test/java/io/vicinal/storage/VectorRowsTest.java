package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class VectorRowsTest {
    @Test
    void rowsAreReadWhereTheyLie() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(4 + 3 * 12);
            for (int i = 0; i < 6; i++) {
                segment.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 4 + (i / 2) * 12L + (i % 2) * 4L, i);
            }
            VectorRows rows = VectorRows.of(segment, 4, 12, 2, 3);
            float[] row = new float[2];
            rows.copy(2, row);
            assertThat(row).containsExactly(4, 5);
            assertThat(rows.offset(1)).isEqualTo(16);
            assertThatThrownBy(() -> rows.copy(3, row)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void blocksLieApart() {
        try (Arena arena = Arena.ofConfined()) {
            VectorRows rows = new VectorRows(arena.allocate(1024), 100, 64, 2, 32, 16, 9);
            assertThat(rows.offset(3)).isEqualTo(100 + 3 * 64);
            assertThat(rows.offset(4)).isEqualTo(100 + 4 * 64 + 32);
            assertThat(rows.offset(8)).isEqualTo(100 + 8 * 64 + 64);
        }
    }

    @Test
    void rowsBeyondTheSegmentAreRefused() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(64);
            assertThatThrownBy(() -> VectorRows.of(segment, 0, 16, 4, 5)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> VectorRows.of(segment, 0, 12, 4, 1)).hasMessageContaining("stride 12");
            MemorySegment heap = MemorySegment.ofArray(new byte[64]);
            assertThatThrownBy(() -> VectorRows.of(heap, 0, 16, 4, 1)).hasMessageContaining("native");
        }
    }
}
