package io.vicinal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@linkplain Snapshot snapshot}, section by section, in the place of an older one or of none. The old one stays whole
 * until {@link #commit} puts the new one there in one step.
 *
 * <p>For one thread at a time.
 */
public final class SnapshotWriter implements Closeable {
    private final NewFile file;
    private final List<SnapshotHeader.Section> sections = new ArrayList<>();
    private final CRC32C crc = new CRC32C();
    private String current = "";

    /** Null where the current section is verified as a whole. */
    private @Nullable BlockChecksums blocks;

    private long start;
    private long position;

    private SnapshotWriter(NewFile file) throws IOException {
        this.file = file;
        pad(SnapshotHeader.BYTES);
    }

    /**
     * Starts a snapshot.
     *
     * @param target where it will be
     * @return its writer
     * @throws IOException if it can't be written there
     */
    public static SnapshotWriter create(Path target) throws IOException {
        NewFile file = NewFile.create(target, SnapshotHeader.BYTES);
        try {
            return new SnapshotWriter(file);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    /**
     * Starts a section, which ends where the next one starts.
     *
     * @param name what {@link Snapshot#section} finds it by: 1 to 16 printable ASCII characters, each name once. Names that end
     *     with {@code .crc} are kept for the checksums of blocks
     * @throws IOException if the disk refuses
     * @throws IllegalArgumentException if the name is none, kept, or taken; the current section goes on
     */
    public void begin(String name) throws IOException {
        requireNew(name);
        endSection();
        start(name);
    }

    /**
     * Starts a section that is not read when the snapshot is opened, but verified by block when it is first used. A section with
     * the checksums of its blocks follows by itself.
     *
     * @param name what {@link Snapshot#blocks} finds it by: as in {@link #begin}, but at most 12 characters
     * @throws IOException if the disk refuses
     * @throws IllegalArgumentException if the name is none, too long, kept, or taken; the current section goes on
     */
    public void beginBlocks(String name) throws IOException {
        requireNew(name);
        SnapshotHeader.requireRoomForBlockChecksumsName(name);
        endSection();
        start(name);
        blocks = new BlockChecksums();
    }

    private void requireNew(String name) {
        SnapshotHeader.requireName(name);
        if (SnapshotHeader.hasBlockChecksumsName(name)) {
            throw new IllegalArgumentException(
                    "names of sections that end like '%s' are kept for the checksums of blocks".formatted(name));
        }
        if (name.equals(current)
                || sections.stream().anyMatch(section -> section.name().equals(name))) {
            throw new IllegalArgumentException("there is a section '" + name + "' already");
        }
    }

    private void start(String name) throws IOException {
        pad(-position & (SnapshotHeader.BYTES - 1));
        current = name;
        start = position;
        crc.reset();
    }

    /**
     * Appends to the current section.
     *
     * @param bytes what to append
     * @throws IOException if the disk refuses
     * @throws IllegalStateException if no section has begun
     */
    public void write(MemorySegment bytes) throws IOException {
        if (current.isEmpty()) {
            throw new IllegalStateException("bytes can only be written once a section has begun");
        }
        file.write(bytes);
        SnapshotHeader.update(crc, bytes);
        if (blocks != null) {
            blocks.update(bytes);
        }
        position += bytes.byteSize();
    }

    /**
     * Puts the snapshot in its place.
     *
     * @throws IOException if the disk refuses; what stood there before still does
     */
    public void commit() throws IOException {
        endSection();
        file.overwrite(0, SnapshotHeader.encode(sections));
        file.publish();
    }

    /**
     * Ends writing; without {@link #commit} before, nothing of the snapshot is left.
     *
     * @throws IOException if the disk refuses
     */
    @Override
    public void close() throws IOException {
        file.close();
    }

    private void endSection() throws IOException {
        if (current.isEmpty()) {
            return;
        }
        String name = current;
        sections.add(new SnapshotHeader.Section(name, start, position - start, (int) crc.getValue()));
        current = "";
        if (blocks != null) {
            MemorySegment checksums = blocks.end();
            blocks = null;
            start(SnapshotHeader.blockChecksumsName(name));
            write(checksums);
            endSection();
        }
    }

    private void pad(long bytes) throws IOException {
        file.write(MemorySegment.ofArray(new byte[(int) bytes]));
        position += bytes;
    }
}
