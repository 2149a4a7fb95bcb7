package io.vicinal.collection.journal;

import io.vicinal.collection.metadata.Metadata;
import io.vicinal.collection.metadata.MetadataFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Records as bytes; docs/FORMAT.md describes them. */
final class RecordCodec {
    private static final byte PUT = 1;
    private static final byte DELETE = 2;
    private static final byte SYNCED = 3;
    private static final byte NUMBERED = 4;
    private static final int PUT_BYTES = 40;
    private static final int DELETE_BYTES = 24;
    private static final int MARK_BYTES = 16;
    private static final int NO_TEXT = -1;

    private RecordCodec() {}

    /** Bytes that are no record: what is wrong, and where in them. */
    static final class InvalidRecordException extends Exception {
        private static final long serialVersionUID = 1;

        InvalidRecordException(String problem) {
            super(problem);
        }
    }

    static byte[] encode(JournalRecord record) {
        if (record instanceof JournalRecord.Put put) {
            return encode(put);
        }
        if (record instanceof JournalRecord.Delete delete) {
            byte[] bytes = new byte[DELETE_BYTES];
            start(DELETE, bytes)
                    .putInt(delete.ordinal())
                    .putLong(delete.sequence())
                    .putInt(delete.following());
            return bytes;
        }
        if (record instanceof JournalRecord.Numbered numbered) {
            return mark(NUMBERED, numbered.sequence());
        }
        return mark(SYNCED, ((JournalRecord.Synced) record).end());
    }

    private static byte[] mark(byte kind, long number) {
        byte[] bytes = new byte[MARK_BYTES];
        start(kind, bytes).putInt(0).putLong(number);
        return bytes;
    }

    private static byte[] encode(JournalRecord.Put put) {
        byte[] id = put.id().getBytes(StandardCharsets.UTF_8);
        byte[] text = put.text() == null ? new byte[0] : put.text().getBytes(StandardCharsets.UTF_8);
        long size = (long) PUT_BYTES + id.length + text.length + put.metadata().byteSize();
        if (size > Frames.MAX_PAYLOAD) {
            throw new IllegalArgumentException("document '%s' takes %d bytes beside its vector, but the limit is %d"
                    .formatted(shortened(put.id()), size, Frames.MAX_PAYLOAD));
        }
        byte[] bytes = new byte[(int) size];
        ByteBuffer buffer = start(PUT, bytes)
                .putInt(put.ordinal())
                .putLong(put.sequence())
                .putInt(put.rowChecksum())
                .putInt(put.replaced())
                .putInt(put.following())
                .putInt(id.length)
                .putInt(put.text() == null ? NO_TEXT : text.length)
                .putInt(0)
                .put(id)
                .put(text);
        put.metadata().writeTo(buffer);
        return bytes;
    }

    private static String shortened(String id) {
        return id.length() <= 100 ? id : id.substring(0, 100) + "…";
    }

    private static ByteBuffer start(byte kind, byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(kind);
    }

    static JournalRecord decode(ByteBuffer payload) throws InvalidRecordException {
        ByteBuffer bytes = payload.order(ByteOrder.LITTLE_ENDIAN);
        try {
            int kind = bytes.getInt();
            int ordinal = bytes.getInt();
            long number = bytes.getLong();
            return switch (kind) {
                case PUT -> put(ordinal, number, bytes);
                case DELETE -> new JournalRecord.Delete(ordinal, number, bytes.getInt());
                case SYNCED -> new JournalRecord.Synced(number);
                case NUMBERED -> new JournalRecord.Numbered(number);
                default -> throw new InvalidRecordException("there is no record of kind " + kind);
            };
        } catch (BufferUnderflowException e) {
            throw new InvalidRecordException("it ends too early");
        }
    }

    private static JournalRecord.Put put(int ordinal, long sequence, ByteBuffer bytes) throws InvalidRecordException {
        int rowChecksum = bytes.getInt();
        int replaced = bytes.getInt();
        int following = bytes.getInt();
        int idBytes = bytes.getInt();
        int textBytes = bytes.getInt();
        bytes.getInt();
        String id = text(idBytes, bytes);
        String text = textBytes == NO_TEXT ? null : text(textBytes, bytes);
        return new JournalRecord.Put(ordinal, sequence, rowChecksum, replaced, following, id, text, metadata(bytes));
    }

    private static String text(int length, ByteBuffer bytes) throws InvalidRecordException {
        if (length < 0 || length > bytes.remaining()) {
            throw new InvalidRecordException(
                    "a text of %d bytes where there are %d".formatted(length, bytes.remaining()));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.slice(bytes.position(), length))
                    .toString();
            bytes.position(bytes.position() + length);
            return text;
        } catch (CharacterCodingException e) {
            throw new InvalidRecordException("a text that is not UTF-8");
        }
    }

    private static Metadata metadata(ByteBuffer bytes) throws InvalidRecordException {
        try {
            Metadata metadata = Metadata.readFrom(bytes);
            if (bytes.hasRemaining()) {
                throw new InvalidRecordException("%d bytes behind the metadata".formatted(bytes.remaining()));
            }
            return metadata;
        } catch (MetadataFormatException e) {
            throw new InvalidRecordException(String.valueOf(e.getMessage()));
        }
    }
}
