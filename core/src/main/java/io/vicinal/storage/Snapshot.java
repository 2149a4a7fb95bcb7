package io.vicinal.storage;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * A file of named sections, written once by {@link SnapshotWriter} and mapped read-only. Sections begin at page boundaries and
 * each has a CRC32C, which is verified on opening, so a damaged section is refused before anything of the file is used. Only
 * sections written with {@link SnapshotWriter#beginBlocks} are not read on opening, however large they are: their blocks are
 * verified by those who read them, through {@link #blocks}.
 *
 * <p>Safe for use by several threads.
 */
public final class Snapshot implements AutoCloseable {
    private static final int COPIED_BYTES = 1 << 13;

    private final Path file;
    private final Arena arena;
    private final Map<String, SnapshotHeader.Section> sections = new LinkedHashMap<>();
    private final Map<String, SectionBlocks> blocks = new HashMap<>();
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
        sections.values().forEach(section -> blocks.put(section.name(), verify(section)));
    }

    /**
     * Opens a snapshot and verifies it, which reads it once, all but its sections in blocks.
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

    /** Verifies a section as a whole, or finds the checksums of its blocks. */
    private SectionBlocks verify(SnapshotHeader.Section section) {
        SnapshotHeader.Section checksums = SnapshotHeader.hasBlockChecksumsName(section.name())
                ? null
                : sections.get(SnapshotHeader.blockChecksumsName(section.name()));
        if (checksums != null) {
            long expected = SectionBlocks.checksumBytes(section.length());
            if (checksums.length() != expected) {
                throw corrupt(
                        checksums.name(),
                        0,
                        "it has %d bytes where %d were expected for the %d bytes of section %s"
                                .formatted(checksums.length(), expected, section.length(), section.name()));
            }
            return SectionBlocks.of(this, section, section(checksums.name()));
        }
        int actual = checksum(section, 0, section.length());
        if (actual != section.checksum()) {
            throw corrupt(
                    section.name(),
                    0,
                    "its checksum is %08x but it was written with %08x".formatted(actual, section.checksum()));
        }
        return SectionBlocks.verified(this, section);
    }

    /**
     * Computes the CRC32C of bytes of a section. They are copied piece by piece: where a mapped page can't be read, because the
     * file has been cut or its disk fails, copying throws an error, while the checksum's machine code would end the JVM.
     */
    int checksum(SnapshotHeader.Section section, long offset, long length) {
        CRC32C crc = new CRC32C();
        byte[] copy = new byte[(int) Math.min(COPIED_BYTES, length)];
        try {
            for (long done = 0; done < length; done += copy.length) {
                int next = (int) Math.min(copy.length, length - done);
                MemorySegment.copy(segment, JAVA_BYTE, section.offset() + offset + done, copy, 0, next);
                crc.update(copy, 0, next);
            }
        } catch (InternalError e) {
            throw corrupt(section.name(), offset, "the file can't be read here any more: " + e.getMessage());
        }
        return (int) crc.getValue();
    }

    /**
     * Tells whether there is a section.
     *
     * @param name its name
     * @return whether it was written
     */
    public boolean has(String name) {
        return sections.containsKey(name);
    }

    /**
     * Returns a section.
     *
     * @param name its name
     * @return its bytes, mapped read-only until this snapshot is closed; those of a section in blocks may only be used once
     *     {@link #blocks} has verified them
     * @throws CorruptFileException if there is no such section
     */
    public MemorySegment section(String name) {
        SnapshotHeader.Section section = sections.get(name);
        if (section == null) {
            throw missing(name);
        }
        return PlainSegment.of(segment.asSlice(section.offset(), section.length()));
    }

    /**
     * Returns a section that is known to have a length.
     *
     * @param name its name
     * @param length bytes that it must have
     * @return its bytes, as {@link #section(String)} gives them
     * @throws CorruptFileException if there is no such section, or it has another length
     */
    public MemorySegment section(String name, long length) {
        MemorySegment section = section(name);
        if (section.byteSize() != length) {
            throw corrupt(name, 0, "it has %d bytes where %d were expected".formatted(section.byteSize(), length));
        }
        return section;
    }

    /**
     * Returns the blocks of a section, by which it is verified if it was written in blocks.
     *
     * @param name the section's name
     * @return always the same blocks for a name; all of them verified already, if the section was not written in blocks
     * @throws CorruptFileException if there is no such section
     */
    public SectionBlocks blocks(String name) {
        SectionBlocks found = blocks.get(name);
        if (found == null) {
            throw missing(name);
        }
        return found;
    }

    /**
     * Verifies what has not been read yet.
     *
     * @throws CorruptFileException if some of it is damaged
     */
    public void verifyAll() {
        blocks.values().forEach(SectionBlocks::verifyAll);
    }

    private CorruptFileException missing(String name) {
        return new CorruptFileException(
                file, 0, "there is no section '%s' among %s".formatted(name, sections.keySet()));
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
