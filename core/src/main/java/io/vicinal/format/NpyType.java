package io.vicinal.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** The element types of {@code .npy} that can be read as floats, under NumPy's names. */
enum NpyType {
    FLOAT32("<f4", Float.BYTES),
    FLOAT32_BIG_ENDIAN(">f4", Float.BYTES),
    FLOAT16("<f2", Short.BYTES);

    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfFloat SWAPPED = FLOAT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final String description;
    private final int bytes;

    NpyType(String description, int bytes) {
        this.description = description;
        this.bytes = bytes;
    }

    static Optional<NpyType> of(String description) {
        return Arrays.stream(values())
                .filter(type -> type.description.equals(description))
                .findFirst();
    }

    String description() {
        return description;
    }

    int bytes() {
        return bytes;
    }

    /** Copies elements out as floats. */
    void copy(MemorySegment source, long offset, float[] destination, int count) {
        switch (this) {
            case FLOAT32 -> MemorySegment.copy(source, FLOAT, offset, destination, 0, count);
            case FLOAT32_BIG_ENDIAN -> MemorySegment.copy(source, SWAPPED, offset, destination, 0, count);
            case FLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    destination[i] = Float.float16ToFloat(source.get(HALF, offset + (long) i * Short.BYTES));
                }
            }
        }
    }
}
