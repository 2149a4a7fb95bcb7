package io.vicinal.storage;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * A file of named sections, written once by {@link SnapshotWriter} and mapped read-only. Sections begin at page boundaries and
 * each has a CRC32C; all are verified on opening, so a damaged file is refused before anything of it is used.
 *
 * <p>Safe for use by several threads.
 */
public final class Snapshot implements AutoCloseable {
    private final Path file;
    private final Arena arena;
    private final Map<String, SnapshotHeader.Section> sections = new LinkedHashMap<>();
    private final MemorySegment segment;

    private Snapshot(Path file, FileChannel channel, Arena arena) throws IOException {
        this.file = file;
        this.arena = arena;
        ByteBuffer page = ByteBuffer.allocate(SnapshotHeader.BYTES);
        Channels.readFully(channel, page, 0, file);
        for (SnapshotHeader.Section section : SnapshotHeader.decode(page.array(), file, channel.size())) {
            sections.put(section.name(), section);
        }
        segment = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        sections.values().forEach(this::verify);
    }

    /**
     * Opens a snapshot and verifies it, which reads it once.
     *
     * @param file a snapshot
     * @return the snapshot, mapped
     * @throws IOException if it can't be read
     * @throws CorruptFileException if it is damaged, or no snapshot; the message names the section
     * @throws IllegalArgumentException if it is a directory or a pipe
     */
    public static Snapshot open(Path file) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = Channels.open(file, Set.of(StandardOpenOption.READ))) {
            return new Snapshot(file, channel, arena);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    private void verify(SnapshotHeader.Section section) {
        CRC32C crc = new CRC32C();
        SnapshotHeader.update(crc, segment.asSlice(section.offset(), section.length()));
        if ((int) crc.getValue() != section.checksum()) {
            throw corrupt(
                    section.name(),
                    0,
                    "its checksum is %08x but it was written with %08x"
                            .formatted((int) crc.getValue(), section.checksum()));
        }
    }

    /**
     * Returns a section.
     *
     * @param name its name
     * @return its bytes, mapped read-only until this snapshot is closed
     * @throws CorruptFileException if there is no such section
     */
    public MemorySegment section(String name) {
        SnapshotHeader.Section section = sections.get(name);
        if (section == null) {
            throw new CorruptFileException(
                    file, 0, "there is no section '%s' among %s".formatted(name, sections.keySet()));
        }
        return segment.asSlice(section.offset(), section.length());
    }

    /**
     * Makes the exception that reports damage found inside a section.
     *
     * @param name the section
     * @param offset where in the section, in bytes
     * @param problem what was expected, and what was found
     * @return the exception, to be thrown
     */
    public CorruptFileException corrupt(String name, long offset, String problem) {
        SnapshotHeader.Section section = sections.get(name);
        long start = section == null ? 0 : section.offset();
        return new CorruptFileException(file, start + offset, "section %s: %s".formatted(name, problem));
    }

    /**
     * Returns the file.
     *
     * @return its path, as given on opening
     */
    public Path file() {
        return file;
    }

    /**
     * Returns the length of the file, all of which is mapped.
     *
     * @return bytes
     */
    public long mappedBytes() {
        return segment.byteSize();
    }

    /** Gives the memory back; sections become invalid. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
