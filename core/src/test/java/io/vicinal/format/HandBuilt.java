package io.vicinal.format;

import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Vector files put together byte by byte, apart from the code under test. */
final class HandBuilt {
    private HandBuilt() {}

    static float[][] random(long seed, int count, int dimension) {
        Random random = new Random(seed);
        float[][] rows = new float[count][dimension];
        for (float[] row : rows) {
            for (int i = 0; i < dimension; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    static byte[] fvecs(float[]... rows) {
        ByteBuffer bytes =
                ByteBuffer.allocate(rows.length * (4 + 4 * rows[0].length)).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            bytes.putInt(row.length);
            put(bytes, row);
        }
        return bytes.array();
    }

    static byte[] floats(ByteOrder order, float[]... rows) {
        ByteBuffer bytes = ByteBuffer.allocate(rows.length * 4 * rows[0].length).order(order);
        for (float[] row : rows) {
            put(bytes, row);
        }
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, float[] row) {
        for (float component : row) {
            bytes.putFloat(component);
        }
    }

    /** A header as NumPy writes it, padded to a multiple of 64, and what follows. */
    static byte[] npy(int version, String dictionary, byte[] values) {
        int preamble = version == 1 ? 10 : 12;
        int length = -Math.floorDiv(-(preamble + dictionary.length() + 1), 64) * 64 - preamble;
        ByteBuffer bytes =
                ByteBuffer.allocate(preamble + length + values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) version).put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) length);
        } else {
            bytes.putInt(length);
        }
        bytes.put(dictionary.getBytes(StandardCharsets.ISO_8859_1));
        bytes.put(" ".repeat(length - dictionary.length() - 1).getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) '\n').put(values);
        return bytes.array();
    }

    static String dictionary(String descr, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
    }

    static byte[] npy(float[]... rows) {
        String shape = "(" + rows.length + ", " + rows[0].length + ")";
        return npy(1, dictionary("<f4", shape), floats(ByteOrder.LITTLE_ENDIAN, rows));
    }

    static byte[] bytes(ByteOrder order, int size, Consumer<ByteBuffer> content) {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(order);
        content.accept(buffer);
        return Arrays.copyOf(buffer.array(), size);
    }

    static byte[] littleEndian(int... values) {
        return bytes(ByteOrder.LITTLE_ENDIAN, 4 * values.length, buffer -> {
            for (int value : values) {
                buffer.putInt(value);
            }
        });
    }

    static float[][] readAll(Path file) throws IOException {
        try (VectorReader reader = VectorReader.open(file)) {
            List<float[]> rows = new ArrayList<>();
            float[] row = new float[reader.dimension()];
            while (reader.next(row)) {
                rows.add(row.clone());
            }
            if (rows.size() != reader.count()) {
                throw new AssertionError(reader.count() + " rows were promised but " + rows.size() + " came");
            }
            return rows.toArray(float[][]::new);
        }
    }

    static float[][] copyAll(VectorRows rows) {
        float[][] copies = new float[rows.count()][rows.dimension()];
        for (int i = 0; i < copies.length; i++) {
            rows.copy(i, copies[i]);
        }
        return copies;
    }

    /** Begins a new file each time: ext4 forces one to disk that is cut to nothing and written again. */
    static Path write(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        return Files.write(file, bytes);
    }
}
