package io.vicinal.storage;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** The first page of a snapshot: its section table. docs/FORMAT.md describes it byte for byte. */
final class SnapshotHeader {
    /** Length of the header, and the alignment of every section. */
    static final int BYTES = 4096;

    private static final long MAGIC = 0x534c414e49434956L; // "VICINALS", read little-endian
    private static final int VERSION = 1;
    private static final int TABLE = 16;
    private static final int NAME_BYTES = 16;
    private static final int ENTRY_BYTES = NAME_BYTES + 24;
    private static final int CHECKSUM = BYTES - 4;
    private static final int MAX_SECTIONS = (CHECKSUM - TABLE) / ENTRY_BYTES;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final String BLOCK_CHECKSUMS = ".crc";

    private SnapshotHeader() {}

    /** A section: its name, where it begins in the file, its length in bytes, its CRC32C. */
    record Section(String name, long offset, long length, int checksum) {}

    static void requireName(String name) {
        if (name.isEmpty()
                || name.length() > NAME_BYTES
                || name.chars().anyMatch(character -> character < ' ' || character > '~')) {
            throw new IllegalArgumentException(
                    "a section's name is 1 to %d printable ASCII characters, not '%s'".formatted(NAME_BYTES, name));
        }
    }

    static void requireRoomForBlockChecksumsName(String section) {
        int limit = NAME_BYTES - BLOCK_CHECKSUMS.length();
        if (section.length() > limit) {
            throw new IllegalArgumentException(
                    "the name of a section in blocks has at most %d characters, but '%s' has %d"
                            .formatted(limit, section, section.length()));
        }
    }

    /** The name of the section that holds the checksums of another section's blocks. */
    static String blockChecksumsName(String section) {
        return section + BLOCK_CHECKSUMS;
    }

    static boolean hasBlockChecksumsName(String section) {
        return section.endsWith(BLOCK_CHECKSUMS);
    }

    static byte[] encode(List<Section> sections) {
        if (sections.size() > MAX_SECTIONS) {
            throw new IllegalArgumentException(
                    "a snapshot has at most %d sections, not %d".formatted(MAX_SECTIONS, sections.size()));
        }
        byte[] bytes = new byte[BYTES];
        ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        page.putLong(MAGIC).putInt(VERSION).putInt(sections.size());
        for (Section section : sections) {
            int next = page.position() + ENTRY_BYTES;
            page.put(section.name().getBytes(StandardCharsets.US_ASCII)).position(next - 24);
            page.putLong(section.offset())
                    .putLong(section.length())
                    .putInt(section.checksum())
                    .position(next);
        }
        page.putInt(CHECKSUM, checksum(bytes));
        return bytes;
    }

    static List<Section> decode(byte[] bytes, Path file, long fileBytes) {
        ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (page.getLong(0) != MAGIC) {
            throw new CorruptFileException(file, 0, "a snapshot begins with VICINALS, this file does not");
        }
        if (page.getInt(8) != VERSION) {
            throw new CorruptFileException(
                    file, 8, "format version is %d but only %d can be read".formatted(page.getInt(8), VERSION));
        }
        if (page.getInt(CHECKSUM) != checksum(bytes)) {
            throw new CorruptFileException(
                    file,
                    CHECKSUM,
                    "the section table's checksum is %08x but should be %08x"
                            .formatted(page.getInt(CHECKSUM), checksum(bytes)));
        }
        List<Section> sections = new ArrayList<>();
        int count = page.getInt(12);
        if (count < 0 || count > MAX_SECTIONS) {
            throw new CorruptFileException(file, 12, "impossible number of sections " + count);
        }
        for (int i = 0; i < count; i++) {
            sections.add(section(page, TABLE + i * ENTRY_BYTES, file, fileBytes));
        }
        return sections;
    }

    private static Section section(ByteBuffer page, int at, Path file, long fileBytes) {
        byte[] name = new byte[NAME_BYTES];
        page.get(at, name);
        String trimmed = new String(name, StandardCharsets.US_ASCII).replace("\0", "");
        long offset = page.getLong(at + NAME_BYTES);
        long length = page.getLong(at + NAME_BYTES + 8);
        if (offset < BYTES || length < 0 || offset > fileBytes - length) {
            throw new CorruptFileException(
                    file,
                    Math.min(fileBytes, Math.max(offset, 0)),
                    "section %s should begin at %d and take %d bytes, but the file has %d"
                            .formatted(trimmed, offset, length, fileBytes));
        }
        return new Section(trimmed, offset, length, page.getInt(at + NAME_BYTES + 16));
    }

    /** Adds memory of any length to a checksum. Arrays other than of bytes can't be seen as buffers, and are copied. */
    static void update(CRC32C crc, MemorySegment bytes) {
        boolean copied =
                bytes.heapBase().filter(array -> !(array instanceof byte[])).isPresent();
        for (long at = 0; at < bytes.byteSize(); at += CHUNK_BYTES) {
            MemorySegment chunk = bytes.asSlice(at, Math.min(CHUNK_BYTES, bytes.byteSize() - at));
            crc.update(copied ? ByteBuffer.wrap(chunk.toArray(ValueLayout.JAVA_BYTE)) : chunk.asByteBuffer());
        }
    }

    private static int checksum(byte[] page) {
        CRC32C crc = new CRC32C();
        crc.update(page, 0, CHECKSUM);
        return (int) crc.getValue();
    }
}
