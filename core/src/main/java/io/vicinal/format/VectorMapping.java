package io.vicinal.format;

import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Maps vector files of other tools, so that their rows are searched where they lie: nothing is read ahead, copied or converted,
 * and a file may be larger than memory.
 *
 * <p>Only {@code .fvecs} and little-endian float32 {@code .npy} lie on disk as kernels need them; {@link VectorReader} streams
 * the others. The methods are safe for use by several threads.
 */
public final class VectorMapping {
    private VectorMapping() {}

    /**
     * Tells whether a file is of a sort that can be mapped: a {@code .fvecs} that is not empty, or a {@code .npy} of type
     * {@code <f4}, two axes and C order. Only name and header are looked at, so {@link #map} can still find damage or too many rows.
     *
     * @param file the file to ask about
     * @return false if the file must be streamed, or is no vector file
     * @throws IOException if the file can't be read; {@link java.nio.file.NoSuchFileException} if there is none
     * @throws io.vicinal.storage.CorruptFileException if the header of a {@code .npy} is damaged
     * @throws IllegalArgumentException if it is no regular file
     */
    public static boolean canMap(Path file) throws IOException {
        FileKind kind = FileKind.of(file).orElse(FileKind.BVECS);
        if (kind != FileKind.FVECS && kind != FileKind.NPY) {
            return false;
        }
        try (OpenFile open = OpenFile.open(file)) {
            return kind == FileKind.FVECS
                    ? open.size() > 0
                    : NpyHeader.read(open).mappable();
        }
    }

    /**
     * Maps a whole file, read-only. Everything that {@link VectorReader} checks is checked here before returning; for
     * {@code .fvecs} this touches every row once, to read the dimension before it.
     *
     * <p>The file must not be shortened while it is mapped: touching rows that are gone is an {@link InternalError}.
     *
     * @param file a {@code .fvecs}, or a {@code .npy} of type {@code <f4}, two axes and C order
     * @param arena keeps the mapping until it is closed, also if the file turns out to be damaged
     * @return the rows in place, valid as long as the arena is open; in a {@code .npy} they lie {@code 4 * dimension} bytes apart,
     *     in a {@code .fvecs} 4 more, so they are aligned to 4 bytes at best
     * @throws IOException if the file can't be read or mapped; {@link java.nio.file.NoSuchFileException} if there is none
     * @throws io.vicinal.storage.CorruptFileException if the file is damaged or cut short
     * @throws IllegalArgumentException if the file is healthy but can't be mapped: another ending, type, order or shape, an empty
     *     {@code .fvecs}, no regular file, or more than {@code Integer.MAX_VALUE} rows
     */
    public static VectorRows map(Path file, Arena arena) throws IOException {
        FileKind kind = FileKind.require(file, "mapped", FileKind.FVECS, FileKind.NPY);
        try (OpenFile open = OpenFile.open(file)) {
            return kind == FileKind.FVECS ? mapFvecs(open, arena) : mapNpy(open, arena);
        }
    }

    private static VectorRows mapFvecs(OpenFile file, Arena arena) throws IOException {
        PrefixedLayout layout = PrefixedLayout.read(file, Float.BYTES);
        if (layout.count() == 0) {
            throw new IllegalArgumentException(
                    file.path() + " can't be mapped: it is empty, so its dimension is not known");
        }
        int count = checkedCount(file.path(), layout.count());
        MemorySegment segment = file.map(arena);
        for (int row = 0; row < count; row++) {
            layout.checkPrefix(file, row, segment.get(PrefixedRows.INT, (long) row * layout.rowBytes()));
        }
        return VectorRows.of(segment, PrefixedLayout.PREFIX_BYTES, layout.rowBytes(), layout.dimension(), count);
    }

    private static VectorRows mapNpy(OpenFile file, Arena arena) throws IOException {
        NpyHeader header = NpyHeader.readSupported(file);
        if (!header.mappable()) {
            throw new IllegalArgumentException("%s can't be mapped: element type is %s but only <f4 lies as needed"
                    .formatted(file.path(), header.description()));
        }
        int count = checkedCount(file.path(), header.rows());
        return VectorRows.of(file.map(arena), header.length(), header.rowBytes(), header.dimension(), count);
    }

    static int checkedCount(Path file, long count) {
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "%s has %d rows but at most %d can be held".formatted(file, count, Integer.MAX_VALUE));
        }
        return (int) count;
    }
}
