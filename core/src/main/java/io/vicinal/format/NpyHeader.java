package io.vicinal.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What stands before the values of a {@code .npy} file: the magic number, two bytes of version, the length of the dictionary (two
 * bytes in version 1.0, four in 2.0 and 3.0), and the dictionary itself.
 *
 * @param description the element type, as NumPy spells it
 * @param fortranOrder whether columns, not rows, lie together
 * @param shape length of each axis
 * @param length bytes before the first value
 */
record NpyHeader(String description, boolean fortranOrder, List<Long> shape, int length) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int SHORT_PREAMBLE = MAGIC.length + 2 + Short.BYTES;
    private static final int LONG_PREAMBLE = MAGIC.length + 2 + Integer.BYTES;

    /** Any array of floats is told in less; a damaged length must not make us read gigabytes. */
    private static final int MAX_DICTIONARY = 1 << 20;

    /** Room for the longest shape there can be, and a multiple of 64, so that the values are aligned in a mapped file. */
    static final int WRITTEN_LENGTH = 128;

    /** Reads any well-formed header. */
    static NpyHeader read(OpenFile file) throws IOException {
        ByteBuffer start = file.read(0, (int) Math.min(LONG_PREAMBLE, file.size()));
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= start.limit() || start.get(i) != MAGIC[i]) {
                throw file.corrupt(0, "expected the magic number \\x93NUMPY of .npy but found " + hex(start));
            }
        }
        if (start.limit() < SHORT_PREAMBLE) {
            throw file.corrupt(
                    start.limit(), "expected version and header length but the file ends after " + file.size());
        }
        int major = Byte.toUnsignedInt(start.get(MAGIC.length));
        int minor = Byte.toUnsignedInt(start.get(MAGIC.length + 1));
        if (major < 1 || major > 3 || minor != 0) {
            throw file.corrupt(
                    MAGIC.length, "expected format version 1.0, 2.0 or 3.0 but found %d.%d".formatted(major, minor));
        }
        int preamble = major == 1 ? SHORT_PREAMBLE : LONG_PREAMBLE;
        int dictionary = dictionaryLength(file, start, preamble);
        // Version 3.0 is UTF-8, but only in the field names of records, which are refused anyway. One character for
        // each byte keeps positions in the text and in the file the same.
        String text = StandardCharsets.ISO_8859_1
                .decode(file.read(preamble, dictionary))
                .toString();
        return new NpyHeaderParser(file, preamble, text).parse();
    }

    private static int dictionaryLength(OpenFile file, ByteBuffer start, int preamble) {
        int field = MAGIC.length + 2;
        if (start.limit() < preamble) {
            throw file.corrupt(field, "expected 4 bytes of header length but the file ends after " + file.size());
        }
        long length = preamble == SHORT_PREAMBLE
                ? Short.toUnsignedInt(start.getShort(field))
                : Integer.toUnsignedLong(start.getInt(field));
        if (length > MAX_DICTIONARY || length > file.size() - preamble) {
            throw file.corrupt(
                    field,
                    "expected a header of at most %d bytes but its length is given as %d"
                            .formatted(Math.min(MAX_DICTIONARY, file.size() - preamble), length));
        }
        return (int) length;
    }

    private static String hex(ByteBuffer start) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(start.limit(), MAGIC.length); i++) {
            text.append("%02x ".formatted(start.get(i)));
        }
        return text.isEmpty() ? "an empty file" : text.toString().strip();
    }

    /** Reads the header of an array that can be read as vectors, and checks that the file holds as much as it says. */
    static NpyHeader readSupported(OpenFile file) throws IOException {
        NpyHeader header = read(file);
        header.unsupported().ifPresent(reason -> {
            throw new IllegalArgumentException(file.path() + ": " + reason);
        });
        long expected = header.rows();
        long bytes = file.size() - header.length;
        // Divided, not multiplied: the rows may be any number.
        if (bytes / header.rowBytes() != expected || bytes % header.rowBytes() != 0) {
            throw file.corrupt(
                    header.length,
                    "expected %d rows of %d bytes, as shape %s of %s asks for, but found %d bytes"
                            .formatted(expected, header.rowBytes(), header.shapeText(), header.description, bytes));
        }
        return header;
    }

    /** Tells what keeps a healthy array from being read as vectors. */
    Optional<String> unsupported() {
        if (NpyType.of(description).isEmpty()) {
            return Optional.of("element type is %s but only <f4, >f4 and <f2 are supported; convert with astype('<f4')"
                    .formatted(description));
        }
        if (shape.size() != 2) {
            return Optional.of(
                    "shape is %s but only two axes, (rows, dimension), are supported".formatted(shapeText()));
        }
        if (!Dimension.inRange(shape.get(1))) {
            return Optional.of(
                    "shape is %s but the dimension must be from 1 to %d".formatted(shapeText(), Dimension.MAX));
        }
        if (fortranOrder) {
            return Optional.of("fortran_order is True but only rows that lie together are supported;"
                    + " convert with numpy.ascontiguousarray");
        }
        return Optional.empty();
    }

    /** Whether the values can be searched where they lie. */
    boolean mappable() {
        return unsupported().isEmpty() && type() == NpyType.FLOAT32;
    }

    NpyType type() {
        return NpyType.of(description).orElseThrow();
    }

    long rows() {
        return shape.get(0);
    }

    int dimension() {
        return Math.toIntExact(shape.get(1));
    }

    int rowBytes() {
        return dimension() * type().bytes();
    }

    private String shapeText() {
        String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return shape.size() == 1 ? "(" + axes + ",)" : "(" + axes + ")";
    }

    /** Gives the bytes of a header in version 1.0, of the same length for any number of rows. */
    static byte[] encode(long rows, int dimension) {
        String dictionary = "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }"
                .formatted(NpyType.FLOAT32.description(), rows, dimension);
        int padding = WRITTEN_LENGTH - SHORT_PREAMBLE - 1 - dictionary.length();
        ByteBuffer header = ByteBuffer.allocate(WRITTEN_LENGTH)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .put((byte) (WRITTEN_LENGTH - SHORT_PREAMBLE))
                .put((byte) 0)
                .put((dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }
}
