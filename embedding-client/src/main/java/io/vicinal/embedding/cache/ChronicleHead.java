package io.vicinal.embedding.cache;

import io.vicinal.storage.CorruptFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The beginning of a Chronicle Map's file: checksum, length, and the settings as text. The library writes it once and believes all it
 * says, or waits for a minute if it makes no sense. So it is compared with a copy before the library sees it.
 */
final class ChronicleHead {
    private static final int LENGTH = 8;
    private static final int FIXED = 12;
    private static final int LENGTH_MASK = (1 << 30) - 1;

    /** The sign of the length says that somebody is making or repairing the file. */
    private static final int SIGN = LENGTH + 3;

    private ChronicleHead() {}

    /** Reads the head of a complete file. */
    static byte[] read(Path file) throws IOException {
        byte[] fixed = read(file, FIXED);
        int length = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTH) & LENGTH_MASK;
        return read(file, FIXED + length);
    }

    private static byte[] read(Path file, int length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[length];
            open.readFully(bytes);
            return bytes;
        } catch (EOFException e) {
            throw new CorruptFileException(
                    file, 0, "the file is shorter than the %d bytes of its head".formatted(length));
        }
    }

    /** Makes sure that a file begins like this, whether it is complete or not. */
    static void check(Path file, byte[] head) throws IOException {
        byte[] found = read(file, head.length);
        found[SIGN] = head[SIGN];
        int difference = Arrays.mismatch(found, head);
        if (difference >= 0) {
            throw new CorruptFileException(file, difference, "it does not begin as Chronicle Map made it");
        }
    }

    /** Writes the head of a complete file, in case it was being repaired when that was broken off. */
    static void restore(Path file, byte[] head) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.write(head);
        }
    }
}
