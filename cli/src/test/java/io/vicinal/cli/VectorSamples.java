package io.vicinal.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Vectors written byte by byte and searched in double, with nothing of the library in it. Components are small multiples of 1/64, so
 * that dot products and squared distances are exact in float too, in whatever order they are summed.
 */
final class VectorSamples {
    private VectorSamples() {}

    /** Rows of which every seventh is a copy of an earlier one, or twice an earlier one. */
    static float[][] base(int rows, int dimension, boolean bytes, Random random) {
        float[][] base = queries(rows, dimension, bytes, random);
        for (int row = 7; row < rows; row += 7) {
            float[] earlier = base[random.nextInt(row)];
            float factor = row % 2 == 0 && fits(earlier) ? 2 : 1;
            for (int i = 0; i < dimension; i++) {
                base[row][i] = factor * earlier[i];
            }
        }
        return base;
    }

    private static boolean fits(float[] row) {
        return IntStream.range(0, row.length).noneMatch(i -> Math.abs(row[i]) > 1);
    }

    static float[][] queries(int rows, int dimension, boolean bytes, Random random) {
        float[][] queries = new float[rows][dimension];
        for (float[] row : queries) {
            for (int i = 0; i < dimension; i++) {
                row[i] = bytes ? random.nextInt(256) : (random.nextInt(257) - 128) / 64f;
            }
        }
        return queries;
    }

    static double score(String metric, float[] query, float[] row) {
        double dot = 0;
        double queryNorm = 0;
        double rowNorm = 0;
        double distance = 0;
        for (int i = 0; i < row.length; i++) {
            dot += (double) query[i] * row[i];
            queryNorm += (double) query[i] * query[i];
            rowNorm += (double) row[i] * row[i];
            distance += ((double) query[i] - row[i]) * ((double) query[i] - row[i]);
        }
        return switch (metric) {
            case "cosine" -> dot / (Math.sqrt(queryNorm) * Math.sqrt(rowNorm));
            case "dot" -> dot;
            default -> -distance;
        };
    }

    /** The rows closest to a query, ties by lower row. */
    static int[] nearest(String metric, float[] query, float[][] base, int k) {
        double[] scores = scores(metric, query, base);
        return IntStream.range(0, base.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> -scores[row]).thenComparing(row -> row))
                .limit(k)
                .mapToInt(row -> row)
                .toArray();
    }

    static int[][] nearest(String metric, float[][] queries, float[][] base, int k) {
        return Arrays.stream(queries)
                .map(query -> nearest(metric, query, base, k))
                .toArray(int[][]::new);
    }

    private static double[] scores(String metric, float[] query, float[][] base) {
        return Arrays.stream(base).mapToDouble(row -> score(metric, query, row)).toArray();
    }

    /** Whether among the best of a query all scores are either equal or further apart than a float's rounding. */
    static boolean clear(String metric, float[] query, float[][] base, int k) {
        double[] sorted = scores(metric, query, base);
        Arrays.sort(sorted);
        for (int i = sorted.length - 1; i > sorted.length - k - 2; i--) {
            double gap = sorted[i] - sorted[i - 1];
            if (gap != 0 && gap < 1e-5 * Math.max(1e-2, Math.abs(sorted[i]))) {
                return false;
            }
        }
        return true;
    }

    static Path write(Path file, float[][] rows) throws IOException {
        return write(file, "f4", rows);
    }

    static Path write(Path file, String type, float[][] rows) throws IOException {
        String name = file.toString();
        int dimension = rows.length == 0 ? 0 : rows[0].length;
        byte[] header = name.endsWith(".npy") ? npyHeader(type, rows.length, dimension) : new byte[0];
        ByteBuffer bytes = ByteBuffer.allocate(header.length + rows.length * (4 + dimension * 4))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        for (float[] row : rows) {
            if (!name.endsWith(".npy")) {
                bytes.putInt(dimension);
            }
            for (float value : row) {
                if (name.endsWith(".bvecs")) {
                    bytes.put((byte) (int) value);
                } else if (type.equals("f2")) {
                    bytes.putShort(Float.floatToFloat16(value));
                } else {
                    bytes.putFloat(value);
                }
            }
        }
        return Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static byte[] npyHeader(String type, int rows, int dimension) {
        String text = "{'descr': '<%s', 'fortran_order': False, 'shape': (%d, %d), }".formatted(type, rows, dimension);
        String padded = text + " ".repeat(63 - (10 + text.length()) % 64) + "\n";
        return ByteBuffer.allocate(10 + padded.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    static Path writeTruth(Path file, int[][] rows) throws IOException {
        int length = Arrays.stream(rows).mapToInt(row -> 4 + 4 * row.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (int[] row : rows) {
            bytes.putInt(row.length);
            Arrays.stream(row).forEach(bytes::putInt);
        }
        return Files.write(file, bytes.array());
    }

    static int[][] readTruth(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<int[]> rows = new java.util.ArrayList<>();
        while (bytes.hasRemaining()) {
            int[] row = new int[bytes.getInt()];
            Arrays.setAll(row, i -> bytes.getInt());
            rows.add(row);
        }
        return rows.toArray(int[][]::new);
    }
}
