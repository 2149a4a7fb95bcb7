package io.vicinal.collection.journal;

import io.vicinal.collection.journal.RecordCodec.InvalidRecordException;
import io.vicinal.storage.CorruptFileException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@linkplain JournalRecord records} that grows at its end.
 *
 * <p>Any number of threads may {@linkplain #read read}. Appending, truncating, forcing and scanning are for one thread at a time.
 */
public final class Journal implements Closeable {
    private static final int READ_BYTES = 1 << 12;
    private static final int SCAN_BYTES = 1 << 20;
    private static final int WRITTEN_AT_ONCE = 1 << 20;

    private final Path file;
    private final JournalHeader header;
    private final @Nullable RandomAccessFile out;
    private final FrameMap map;
    private final Queue<FrameReader> readers = new ConcurrentLinkedQueue<>();
    private long end;

    /** Whether something may stand behind the end. */
    private boolean leftover;

    private volatile boolean closed;

    private Journal(Path file, JournalHeader header, @Nullable RandomAccessFile out) throws IOException {
        this.file = file;
        this.header = header;
        this.out = out;
        this.map = new FrameMap(file, header.salt());
        this.end = header.bytes();
    }

    /**
     * Makes an empty journal.
     *
     * @param file where; nothing may be there
     * @param generation the number of the generation that it belongs to
     * @param label what {@link #label} will return
     * @return the journal, for reading and appending
     * @throws IOException if it can't be written
     */
    public static Journal create(Path file, long generation, byte[] label) throws IOException {
        JournalHeader header = new JournalHeader(new SecureRandom().nextLong(), generation, label.clone());
        Files.write(file, header.encode(), java.nio.file.StandardOpenOption.CREATE_NEW);
        return open(file, header, true);
    }

    /**
     * Opens a journal. Its frames are not looked at.
     *
     * @param file where
     * @param append whether it will be appended to
     * @return the journal
     * @throws IOException if it can't be read, or written where that is wanted
     * @throws CorruptFileException if it does not begin as a journal does
     */
    public static Journal open(Path file, boolean append) throws IOException {
        try (FrameReader reader = new FrameReader(file, 0, READ_BYTES)) {
            requireLength(reader, JournalHeader.FIXED_BYTES, file);
            int length = JournalHeader.length(reader.plain(0, JournalHeader.FIXED_BYTES), file);
            requireLength(reader, length, file);
            byte[] bytes = new byte[length];
            reader.plain(0, length).get(bytes);
            return open(file, JournalHeader.decode(bytes, file), append);
        }
    }

    private static void requireLength(FrameReader reader, int length, Path file) throws IOException {
        if (reader.size() < length) {
            throw new CorruptFileException(file, reader.size(), "the file ends within its header");
        }
    }

    private static Journal open(Path file, JournalHeader header, boolean append) throws IOException {
        return new Journal(file, header, append ? new RandomAccessFile(file.toFile(), "rw") : null);
    }

    /**
     * Returns the file.
     *
     * @return its path, as given
     */
    public Path file() {
        return file;
    }

    /**
     * Returns the number drawn for this journal.
     *
     * @return a number that no other journal has
     */
    public long salt() {
        return header.salt();
    }

    /**
     * Returns the number of its generation.
     *
     * @return as given when it was created
     */
    public long generation() {
        return header.generation();
    }

    /**
     * Returns what its owner wrote at its beginning.
     *
     * @return the caller's own copy
     */
    public byte[] label() {
        return header.label().clone();
    }

    /**
     * Returns where the first frame begins.
     *
     * @return its offset
     */
    public long start() {
        return header.bytes();
    }

    /**
     * Returns the length of the file.
     *
     * @return bytes, also such as are no frames
     * @throws IOException if the file can't be asked
     */
    public long size() throws IOException {
        return Files.size(file);
    }

    /**
     * Returns where the next frame will be appended.
     *
     * @return the offset behind the last frame known
     */
    public long end() {
        return end;
    }

    /**
     * Reads a document.
     *
     * @param offset where its frame begins, known to be one
     * @return what was put
     * @throws IOException if it can't be read
     * @throws CorruptFileException if it is damaged
     */
    public JournalRecord.Put read(long offset) throws IOException {
        ByteBuffer mapped = map.payload(offset);
        if (mapped != null) {
            return put(mapped, offset);
        }
        FrameReader reader = reader();
        long size = reader.size();
        ByteBuffer payload = reader.payload(offset, size);
        if (!payload.hasRemaining()) {
            String problem = reader.problem();
            reader.close();
            throw new CorruptFileException(file, offset, problem);
        }
        JournalRecord.Put put = put(payload, offset);
        give(reader);
        map.grow(size);
        return put;
    }

    private JournalRecord.Put put(ByteBuffer payload, long offset) {
        try {
            if (RecordCodec.decode(payload) instanceof JournalRecord.Put put) {
                return put;
            }
            throw new InvalidRecordException("a document should stand here");
        } catch (InvalidRecordException e) {
            throw new CorruptFileException(file, offset, String.valueOf(e.getMessage()));
        }
    }

    private FrameReader reader() throws IOException {
        FrameReader idle = readers.poll();
        if (idle == null) {
            return new FrameReader(file, header.salt(), READ_BYTES);
        }
        idle.refresh();
        return idle;
    }

    private void give(FrameReader reader) throws IOException {
        if (closed) {
            reader.close();
        } else {
            readers.add(reader);
        }
    }

    /** Is told what a journal says. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * A record is whole.
         *
         * @param record what it says
         * @param offset where its frame begins
         * @param next where the next frame begins
         * @return whether to go on
         * @throws IOException if that can't be told
         */
        boolean visit(JournalRecord record, long offset, long next) throws IOException;
    }

    /**
     * Where a scan ended.
     *
     * @param offset behind the last record visited
     * @param size how long the file was
     * @param problem why what follows is no frame; empty if nothing follows, or the visitor wanted no more
     */
    public record Stop(long offset, long size, String problem) {}

    /**
     * Visits the records from an offset on, up to the first that is not whole.
     *
     * @param from where a frame begins, or the file ends
     * @param visitor is told
     * @return where and why it ended
     * @throws IOException if the file can't be read
     */
    public Stop scan(long from, Visitor visitor) throws IOException {
        return scan(from, Files.size(file), visitor);
    }

    /**
     * Visits the records from an offset on, up to the first that is not whole, as if the file had a certain length.
     *
     * @param from where a frame begins, or the file ends
     * @param size that length; what a writer appends meanwhile is not seen
     * @param visitor is told
     * @return where and why it ended
     * @throws IOException if the file can't be read
     */
    public Stop scan(long from, long size, Visitor visitor) throws IOException {
        try (FrameReader reader = new FrameReader(file, header.salt(), SCAN_BYTES)) {
            long offset = from;
            while (offset < size) {
                ByteBuffer payload = reader.payload(offset, size);
                if (!payload.hasRemaining()) {
                    return new Stop(offset, size, reader.problem());
                }
                long next = offset + Frames.bytes(payload.remaining());
                try {
                    if (!visitor.visit(RecordCodec.decode(payload), offset, next)) {
                        return new Stop(next, size, "");
                    }
                } catch (InvalidRecordException e) {
                    return new Stop(offset, size, String.valueOf(e.getMessage()));
                }
                offset = next;
            }
            return new Stop(offset, size, offset > size ? "the file ends here" : "");
        }
    }

    /**
     * Finds the next whole frame behind damage.
     *
     * @param from where to begin to look
     * @param size how long the file is taken to be
     * @return its offset, or that of the end if there is none
     * @throws IOException if the file can't be read
     */
    public long resume(long from, long size) throws IOException {
        try (FrameReader reader = new FrameReader(file, header.salt(), SCAN_BYTES)) {
            for (long offset = (from + Frames.ALIGNMENT - 1) & -Frames.ALIGNMENT;
                    offset < size;
                    offset += Frames.ALIGNMENT) {
                if (reader.payload(offset, size).hasRemaining()) {
                    return offset;
                }
            }
            return size;
        }
    }

    /**
     * Forgets what stands from an offset on. When the disk refuses, what stands there does not count, and is written over.
     *
     * @param newEnd where the next frame will be appended
     * @throws IOException if the file can't be cut
     */
    public void cut(long newEnd) throws IOException {
        end = newEnd;
        leftover = true;
        cutLeftover();
    }

    /**
     * Moves on behind records that were found by a {@link #scan}.
     *
     * @param newEnd where the next frame will be appended, or looked for
     */
    public void moveTo(long newEnd) {
        end = newEnd;
    }

    /**
     * Appends records, all of them or none.
     *
     * @param records one or more
     * @return the offset of each
     * @throws IOException if they can't be written; nothing of them counts
     * @throws IllegalArgumentException if one of them is too long
     */
    public long[] append(List<? extends JournalRecord> records) throws IOException {
        List<byte[]> payloads = new ArrayList<>(records.size());
        for (JournalRecord record : records) {
            payloads.add(RecordCodec.encode(record));
        }
        long[] offsets = new long[payloads.size()];
        long at = end;
        try {
            cutLeftover();
            leftover = true;
            ByteArrayOutputStream together = new ByteArrayOutputStream();
            out().seek(end);
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = at;
                together.writeBytes(Frames.frame(header.salt(), at, payloads.get(i)));
                at += Frames.bytes(payloads.get(i).length);
                if (together.size() >= WRITTEN_AT_ONCE || i == offsets.length - 1) {
                    out().write(together.toByteArray());
                    together.reset();
                }
            }
        } catch (IOException e) {
            try {
                cutLeftover();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw new IOException("%s can't be written: %s".formatted(file, e.getMessage()), e);
        }
        end = at;
        leftover = false;
        return offsets;
    }

    /** Whole frames that don't count must not be found behind those that will, neither after a crash nor after a power failure. */
    private void cutLeftover() throws IOException {
        if (leftover) {
            out().setLength(end);
            force();
            leftover = false;
        }
    }

    /**
     * Forces everything appended to disk.
     *
     * @throws IOException if the disk refuses
     */
    public void force() throws IOException {
        out().getFD().sync();
    }

    private RandomAccessFile out() {
        return Objects.requireNonNull(out, "open for reading only");
    }

    /** Closes the file. What was not forced is left to the system. */
    @Override
    public void close() throws IOException {
        closed = true;
        map.close();
        for (FrameReader reader = readers.poll(); reader != null; reader = readers.poll()) {
            reader.close();
        }
        if (out != null) {
            out.close();
        }
    }
}
