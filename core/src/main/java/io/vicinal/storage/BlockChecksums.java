package io.vicinal.storage;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The CRC32C of each block of a section, while the section is written. */
final class BlockChecksums {
    private final ByteArrayOutputStream ended = new ByteArrayOutputStream();
    private final byte[] four = new byte[Integer.BYTES];
    private final CRC32C crc = new CRC32C();
    private int length;

    /** Adds the next bytes of the section, any number. */
    void update(MemorySegment bytes) {
        long done = 0;
        while (done < bytes.byteSize()) {
            long next = Math.min(SectionBlocks.BLOCK_BYTES - length, bytes.byteSize() - done);
            SnapshotHeader.update(crc, bytes.asSlice(done, next));
            length += (int) next;
            done += next;
            if (length == SectionBlocks.BLOCK_BYTES) {
                endBlock();
            }
        }
    }

    private void endBlock() {
        ByteBuffer.wrap(four).order(ByteOrder.LITTLE_ENDIAN).putInt((int) crc.getValue());
        ended.writeBytes(four);
        crc.reset();
        length = 0;
    }

    /** Ends the last block, and returns the checksums of all as they stand in the file. */
    MemorySegment end() {
        if (length > 0) {
            endBlock();
        }
        return MemorySegment.ofArray(ended.toByteArray());
    }
}
