package io.vicinal.encoding;

import io.vicinal.kernel.Kernels;
import io.vicinal.kernel.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A byte a component: a row's difference from the centroid, rounded to a 127th of its largest component. The bytes are followed by three floats:
 * what they are to be multiplied with, what is added for the row, and the deviation for a query at distance 1 from the centroid.
 *
 * @param metric what scores mean
 * @param centroid where differences are taken from
 */
record Int8(
        Metric metric,
        @SuppressWarnings("ArrayRecordComponent") float[] centroid) implements Encoding {
    private static final int TOP = Byte.MAX_VALUE;
    private static final int FLOATS = 3;
    private static final long FACTOR = 0;
    private static final long ADDED = Float.BYTES;
    private static final long DEVIATION = 2 * Float.BYTES;

    @Override
    public EncodingKind kind() {
        return EncodingKind.INT8;
    }

    @Override
    public float[] centroid() {
        return centroid.clone();
    }

    @Override
    public int codeBytes() {
        return RaBitQ.lines(bytes() + FLOATS * Float.BYTES);
    }

    /** The bytes, made up so that the floats are aligned. */
    private int bytes() {
        return (centroid.length + Float.BYTES - 1) & -Float.BYTES;
    }

    @Override
    public int detailBytes() {
        return 0;
    }

    /** One row after the other. */
    @Override
    public int blockBytes() {
        return BLOCK * codeBytes();
    }

    @Override
    public void copyInBlock(MemorySegment from, int fromRow, MemorySegment to, int toRow) {
        int bytes = codeBytes();
        MemorySegment.copy(from, (long) fromRow * bytes, to, (long) toRow * bytes, bytes);
    }

    @Override
    public Encoder newEncoder() {
        return new Encoder() {
            @Override
            public void encode(float[] vector, MemorySegment codes, int row, MemorySegment details, int detailRow) {
                encodeInBlock(vector, codes, row);
            }

            @Override
            public void encodeInBlock(float[] vector, MemorySegment blocks, int row) {
                Int8.this.encode(vector, blocks, (long) row * codeBytes());
            }
        };
    }

    private void encode(float[] vector, MemorySegment codes, long at) {
        float largest = 0;
        double square = 0;
        double along = 0;
        for (int i = 0; i < centroid.length; i++) {
            float difference = vector[i] - centroid[i];
            largest = Math.max(largest, Math.abs(difference));
            square += (double) difference * difference;
            along += (double) difference * centroid[i];
        }
        float inverse = largest > 0 ? TOP / largest : 0;
        double error = 0;
        for (int i = 0; i < centroid.length; i++) {
            float scaled = (vector[i] - centroid[i]) * inverse;
            byte rounded = (byte) Math.round(scaled);
            codes.set(ValueLayout.JAVA_BYTE, at + i, rounded);
            error += (double) (scaled - rounded) * (scaled - rounded);
        }
        boolean euclidean = metric == Metric.EUCLIDEAN;
        float factor = largest / TOP * (euclidean ? 2 : 1);
        long floats = at + bytes();
        codes.set(RaBitQ.FLOAT, floats + FACTOR, factor);
        codes.set(RaBitQ.FLOAT, floats + ADDED, (float) (euclidean ? -square : along));
        codes.set(RaBitQ.FLOAT, floats + DEVIATION, (float) (factor * Math.sqrt(error / centroid.length)));
    }

    @Override
    public EncodedQuery newQuery() {
        return new ByteQuery();
    }

    private final class ByteQuery implements EncodedQuery {
        private final float[] difference = new float[centroid.length];
        private final CodeKernels kernels = CodeKernels.BEST;
        private float base;
        private float spread;

        @Override
        public void set(float[] vector) {
            for (int i = 0; i < centroid.length; i++) {
                difference[i] = vector[i] - centroid[i];
            }
            float square = Kernels.dot(difference, difference);
            spread = (float) Math.sqrt(square);
            base = metric == Metric.EUCLIDEAN ? -square : Kernels.dot(vector, centroid);
        }

        @Override
        public int screen(MemorySegment codes, int[] rows, int count, float bound, float[] scores) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                float score = estimate(codes, rows[i]);
                rows[kept] = rows[i];
                scores[kept] = score;
                kept += score > bound ? 1 : 0;
            }
            return kept;
        }

        private float estimate(MemorySegment codes, int row) {
            long at = (long) row * codeBytes();
            long floats = at + bytes();
            return base
                    + codes.get(RaBitQ.FLOAT, floats + ADDED)
                    + codes.get(RaBitQ.FLOAT, floats + FACTOR) * kernels.dot(difference, difference.length, codes, at);
        }

        @Override
        public int bound(
                MemorySegment blocks,
                int firstBlock,
                int blockCount,
                float deviations,
                float least,
                int[] rows,
                float[] bounds) {
            int kept = 0;
            for (int i = 0; i < blockCount * BLOCK; i++) {
                int row = firstBlock * BLOCK + i;
                float bound = estimate(blocks, row) + deviations * deviation(blocks, MemorySegment.NULL, row);
                rows[kept] = row;
                bounds[kept] = bound;
                kept += bound >= least ? 1 : 0;
            }
            return kept;
        }

        @Override
        public void refine(MemorySegment codes, MemorySegment details, int[] rows, int count, float[] scores) {}

        @Override
        public float screenDeviation(MemorySegment codes, int row) {
            return 0;
        }

        @Override
        public float deviation(MemorySegment codes, MemorySegment details, int row) {
            return spread * codes.get(RaBitQ.FLOAT, (long) row * codeBytes() + bytes() + DEVIATION);
        }
    }
}
