package io.vicinal.collection.journal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Reads frames of a file, through a window that makes reading one after the other cheap. For one thread at a time. Not through a channel: interrupting
 * a thread that reads from one closes it.
 */
final class FrameReader implements Closeable {
    private final RandomAccessFile file;
    private final long salt;
    private final int windowBytes;
    private byte[] window = {};
    private long windowStart;
    private int windowLength;
    private String problem = "";

    FrameReader(Path file, long salt, int windowBytes) throws IOException {
        this.file = new RandomAccessFile(file.toFile(), "r");
        this.salt = salt;
        this.windowBytes = windowBytes;
    }

    long size() throws IOException {
        return file.length();
    }

    /** Reads the payload of the frame at an offset; empty if there is no whole frame, and then {@link #problem} tells why. */
    ByteBuffer payload(long offset, long size) throws IOException {
        try {
            return wholePayload(offset, size);
        } catch (EOFException e) {
            // Its writer has just cut off what does not count.
            problem = "the file ends within a frame";
            return ByteBuffer.allocate(0);
        }
    }

    private ByteBuffer wholePayload(long offset, long size) throws IOException {
        ByteBuffer none = ByteBuffer.allocate(0);
        if (size - offset < Frames.HEAD_BYTES) {
            problem = "the file ends within the head of a frame";
            return none;
        }
        ByteBuffer head = bytes(offset, Frames.HEAD_BYTES);
        int length = head.getInt(0);
        int checksum = head.getInt(Integer.BYTES);
        if (length < 1 || length > Frames.MAX_PAYLOAD) {
            problem = "impossible length of a frame " + length;
            return none;
        }
        if (Frames.bytes(length) > size - offset) {
            problem = "a frame of %d bytes begins here, but the file has only %d more"
                    .formatted(Frames.bytes(length), size - offset);
            return none;
        }
        ByteBuffer payload = bytes(offset + Frames.HEAD_BYTES, length);
        int actual = Frames.checksum(salt, offset, payload);
        if (actual != checksum) {
            problem = "the checksum of the frame is %08x but it was written with %08x".formatted(actual, checksum);
            return none;
        }
        return payload;
    }

    String problem() {
        return problem;
    }

    /** Returns bytes that are in the file, valid until the next call. */
    private ByteBuffer bytes(long offset, int length) throws IOException {
        if (offset < windowStart || offset + length > windowStart + windowLength) {
            fill(offset, length);
        }
        return ByteBuffer.wrap(window, (int) (offset - windowStart), length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private void fill(long offset, int length) throws IOException {
        int wanted = (int) Math.min(Math.max(windowBytes, length), Math.max(length, file.length() - offset));
        if (window.length < wanted || window.length > 4 * Math.max(windowBytes, length)) {
            window = new byte[Math.max(windowBytes, wanted)];
        }
        windowLength = 0;
        file.seek(offset);
        file.readFully(window, 0, wanted);
        windowStart = offset;
        windowLength = wanted;
    }

    /** Forgets what was read: the file may have changed. */
    void refresh() {
        windowLength = 0;
    }

    /** Reads bytes that are no frames. */
    ByteBuffer plain(long offset, int length) throws IOException {
        return bytes(offset, length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
