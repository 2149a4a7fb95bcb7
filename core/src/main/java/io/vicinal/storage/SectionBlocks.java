package io.vicinal.storage;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The blocks of a section of a {@linkplain Snapshot snapshot}, and which of them are verified. A section written with
 * {@link SnapshotWriter#beginBlocks} has a CRC32C for each 16 KiB and is not verified when its snapshot is opened: whoever reads
 * bytes of it asks for them here before. Any other section is verified already, and asking for it costs nothing.
 *
 * <p>Safe for use by several threads, without locks: a block that two of them ask for at once is at worst verified twice. Valid
 * until the snapshot is closed.
 */
public final class SectionBlocks {
    /** Small enough that a search, whose rows lie far apart, doesn't verify much more than it reads. */
    static final int BLOCK_SHIFT = 14;

    static final int BLOCK_BYTES = 1 << BLOCK_SHIFT;

    private static final ValueLayout.OfInt CHECKSUM = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLAGS = MethodHandles.arrayElementVarHandle(byte[].class);

    private final Snapshot snapshot;
    private final SnapshotHeader.Section section;

    /** On the heap, a 4,096th of the section: what is mapped can change, and can go where a file is cut. */
    private final int[] checksums;

    /** 1 for each block that is verified. Nothing else depends on a flag, so plain reads do. */
    private final byte[] verified;

    private final AtomicInteger missing;

    private SectionBlocks(Snapshot snapshot, SnapshotHeader.Section section, int[] checksums) {
        this.snapshot = snapshot;
        this.section = section;
        this.checksums = checksums;
        this.verified = new byte[checksums.length];
        this.missing = new AtomicInteger(checksums.length);
    }

    /** Starts with no block verified; {@code checksums} has four bytes for each. */
    static SectionBlocks of(Snapshot snapshot, SnapshotHeader.Section section, MemorySegment checksums) {
        return new SectionBlocks(snapshot, section, checksums.toArray(CHECKSUM));
    }

    /** Stands for a section that is verified as a whole. */
    static SectionBlocks verified(Snapshot snapshot, SnapshotHeader.Section section) {
        return new SectionBlocks(snapshot, section, new int[0]);
    }

    /** How long the checksums of so many bytes are. */
    static long checksumBytes(long length) {
        return ((length + BLOCK_BYTES - 1) >>> BLOCK_SHIFT) * Integer.BYTES;
    }

    /**
     * Verifies those blocks of a range that have not been verified before, each of which is read once.
     *
     * @param offset where in the section the range begins, in bytes
     * @param length how many bytes will be read
     * @throws CorruptFileException if a block is damaged, now and whenever it is asked for; blocks before it are verified
     * @throws IndexOutOfBoundsException if the range reaches beyond the section
     */
    public void verify(long offset, long length) {
        Objects.checkFromIndexSize(offset, length, section.length());
        if (length > 0 && !complete()) {
            int last = (int) ((offset + length - 1) >>> BLOCK_SHIFT);
            for (int block = (int) (offset >>> BLOCK_SHIFT); block <= last; block++) {
                if (verified[block] == 0) {
                    verifyBlock(block);
                }
            }
        }
    }

    /**
     * Verifies all blocks that have not been verified before.
     *
     * @throws CorruptFileException if one is damaged
     */
    public void verifyAll() {
        verify(0, section.length());
    }

    /**
     * Tells whether nothing is left to verify, so that readers can stop asking.
     *
     * @return true once every block is verified
     */
    public boolean complete() {
        return missing.get() == 0;
    }

    private void verifyBlock(int block) {
        long start = (long) block << BLOCK_SHIFT;
        int actual = snapshot.checksum(section, start, Math.min(BLOCK_BYTES, section.length() - start));
        if (actual != checksums[block]) {
            throw snapshot.corrupt(
                    section.name(),
                    start,
                    "the checksum of its block %d is %08x but it was written with %08x"
                            .formatted(block, actual, checksums[block]));
        }
        if (FLAGS.compareAndSet(verified, block, (byte) 0, (byte) 1)) {
            missing.decrementAndGet();
        }
    }
}
