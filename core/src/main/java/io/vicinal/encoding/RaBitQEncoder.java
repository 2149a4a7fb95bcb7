package io.vicinal.encoding;

import io.vicinal.kernel.Metric;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Makes codes of {@link RaBitQ}. */
final class RaBitQEncoder implements Encoder {
    /** The best distance of levels for components distributed normally with deviation 1, by bits: Lloyd and Max. */
    private static final double[] STEP = {0, 1.596, 0.9957, 0.586, 0.3352};

    /** Distances tried for each row, as parts of that. */
    private static final double[] TRIED = {0.88, 0.97, 1.06, 1.16};

    private final RaBitQ encoding;
    private final float[] rotated;
    private final int[] levels;
    private final int[] best;
    private double square;
    private float added;
    private double alignment;

    RaBitQEncoder(RaBitQ encoding) {
        this.encoding = encoding;
        int length = encoding.rotation().length();
        this.rotated = new float[length];
        this.levels = new int[length];
        this.best = new int[length];
    }

    @Override
    public void encode(float[] vector, MemorySegment codes, int row, MemorySegment details, int detailRow) {
        set(vector);
        writeCode(codes, (long) row * encoding.codeBytes());
        if (encoding.detailBytes() > 0) {
            writeDetails(details, (long) detailRow * encoding.detailBytes());
        }
    }

    @Override
    public void encodeInBlock(float[] vector, MemorySegment blocks, int row) {
        set(vector);
        long at = encoding.inBlock(row);
        for (int bit = encoding.bits() - 1; bit >= 0; bit--) {
            for (int word = 0; word < encoding.words(); word++) {
                long bits = CodeKernels.BEST.bits(best, word * Long.SIZE, bit);
                blocks.set(RaBitQ.INT, at, (int) bits);
                blocks.set(RaBitQ.INT, at + RaBitQ.LINE, (int) (bits >>> Integer.SIZE));
                at += 2 * RaBitQ.LINE;
            }
        }
        blocks.set(RaBitQ.FLOAT, at, factor(products()));
        blocks.set(RaBitQ.FLOAT, at + RaBitQ.LINE, added);
        blocks.set(RaBitQ.FLOAT, at + 2 * RaBitQ.LINE, deviation(alignment));
    }

    /** Rotates and rounds. */
    private void set(float[] vector) {
        float[] origin = encoding.origin();
        double along = 0;
        square = 0;
        for (int i = 0; i < origin.length; i++) {
            float difference = vector[i] - origin[i];
            rotated[i] = difference;
            square += (double) difference * difference;
            along += (double) difference * origin[i];
        }
        Arrays.fill(rotated, origin.length, rotated.length, 0);
        encoding.rotation().apply(rotated);
        added = (float) (encoding.metric() == Metric.EUCLIDEAN ? -square : along);
        round();
    }

    /** Finds the levels that point most nearly where the row does. */
    private void round() {
        int bits = encoding.bits();
        double unit = Math.sqrt(square / rotated.length) * STEP[bits];
        alignment = 0;
        Arrays.fill(best, 0);
        for (double part : TRIED) {
            double cosine = round((float) (1 / (unit * part)), (1 << bits) - 1);
            if (cosine > alignment) {
                alignment = cosine;
                System.arraycopy(levels, 0, best, 0, best.length);
            }
        }
    }

    /** Rounds to levels from 0 to {@code top} at a distance, and returns how well they go with the row. */
    private double round(float inverse, int top) {
        float middle = top * 0.5f;
        float squares = 0;
        float products = 0;
        for (int i = 0; i < rotated.length; i++) {
            // What lies below 0 is cut off toward 0, too.
            int level = Math.min((int) Math.max(rotated[i] * inverse + middle + 0.5f, 0), top);
            levels[i] = level;
            float centred = level - middle;
            squares += centred * centred;
            products += centred * rotated[i];
        }
        return products / Math.sqrt(squares);
    }

    private void writeCode(MemorySegment codes, long at) {
        int top = encoding.bits() - 1;
        int words = encoding.codeWords();
        writeWords(codes, at, top, 0, words);
        double products = 0;
        for (int i = 0; i < words * Long.SIZE; i++) {
            products += (best[i] >>> top == 0 ? -0.5 : 0.5) * rotated[i];
        }
        long floats = at + (long) words * Long.BYTES;
        codes.set(RaBitQ.FLOAT, floats + RaBitQ.FACTOR, factor(products));
        codes.set(RaBitQ.FLOAT, floats + RaBitQ.ADDED, added);
        double length = 0.5 * Math.sqrt(words * (double) Long.SIZE);
        codes.set(RaBitQ.FLOAT, floats + RaBitQ.DEVIATION, deviation(products / length));
    }

    private void writeDetails(MemorySegment details, long at) {
        int top = encoding.bits() - 1;
        long next = writeWords(details, at, top, encoding.codeWords(), encoding.words());
        for (int bit = top - 1; bit >= 0; bit--) {
            next = writeWords(details, next, bit, 0, encoding.words());
        }
        details.set(RaBitQ.FLOAT, next + RaBitQ.FACTOR, factor(products()));
        details.set(RaBitQ.FLOAT, next + RaBitQ.DETAIL_DEVIATION, deviation(alignment));
    }

    /** The dot product of the levels, around zero, and the row. */
    private double products() {
        double products = 0;
        double middle = ((1 << encoding.bits()) - 1) * 0.5;
        for (int i = 0; i < rotated.length; i++) {
            products += (best[i] - middle) * rotated[i];
        }
        return products;
    }

    /** Writes some words of a plane, and returns where they end. */
    private long writeWords(MemorySegment memory, long at, int bit, int from, int to) {
        long next = at;
        for (int word = from; word < to; word++) {
            memory.set(RaBitQ.LONG, next, CodeKernels.BEST.bits(best, word * Long.SIZE, bit));
            next += Long.BYTES;
        }
        return next;
    }

    private float factor(double products) {
        return products > 0 ? (float) (scale() * square / products) : 0;
    }

    /** The deviation for a query at distance 1, where the levels lie at an angle whose cosine times the row's length is given. */
    private float deviation(double products) {
        if (products <= 0) {
            return 0;
        }
        double cosineSquared = Math.min(1, products * products / square);
        return (float) (scale() * Math.sqrt(square * (1 - cosineSquared) / cosineSquared / (rotated.length - 1)));
    }

    /** Minus the squared distance has the dot product in it twice. */
    private double scale() {
        return encoding.metric() == Metric.EUCLIDEAN ? 2 : 1;
    }
}
