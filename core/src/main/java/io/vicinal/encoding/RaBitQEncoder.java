package io.vicinal.encoding;

import io.vicinal.kernel.Metric;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Makes codes of {@link RaBitQ}. */
final class RaBitQEncoder implements Encoder {
    /** Distances of levels tried for each row, as parts of the usual one. */
    private static final double[] TRIED = {0.88, 0.97, 1.06, 1.16};

    private final RaBitQ encoding;
    private final float[] rotated;
    private final int[] levels;
    private final int[] best;
    private final Rounding rounding;
    private final double expectedDeviation;
    private double square;
    private float added;
    private double alignment;
    private float squares;
    private float products;

    RaBitQEncoder(RaBitQ encoding) {
        this.encoding = encoding;
        int length = encoding.rotation().length();
        this.rotated = new float[length];
        this.levels = new int[length];
        this.best = new int[length];
        this.rounding = encoding.rounding();
        this.expectedDeviation = rounding.deviation(length);
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
        float factor = factor(products());
        blocks.set(RaBitQ.FLOAT, at, factor);
        blocks.set(RaBitQ.FLOAT, at + RaBitQ.LINE, added);
        float deviation = encoding.whole() ? (float) (expectedDeviation * factor) : deviation(alignment);
        blocks.set(RaBitQ.FLOAT, at + 2 * RaBitQ.LINE, deviation);
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
        double unit = Math.sqrt(square / rotated.length) * rounding.step();
        alignment = 0;
        Arrays.fill(best, 0);
        for (double part : TRIED) {
            double cosine = round((float) (1 / (unit * part)), (1 << encoding.bits()) - 1);
            if (cosine > alignment) {
                alignment = cosine;
                System.arraycopy(levels, 0, best, 0, best.length);
            }
        }
    }

    /** Rounds to levels from 0 to {@code top} at a distance, and returns how well they go with the row. */
    private double round(float inverse, int top) {
        int full = encoding.fullComponents();
        squares = 0;
        products = 0;
        round(0, full, inverse, top, 0);
        round(full, rotated.length, inverse, top, 1);
        return products / Math.sqrt(squares);
    }

    /** Rounds some components, of which so many of the lowest bits are not kept: they are taken for half of what they can be. */
    private void round(int from, int to, float inverse, int top, int dropped) {
        float middle = top * 0.5f;
        float kept = middle - dropped * 0.5f;
        for (int i = from; i < to; i++) {
            // What lies below 0 is cut off toward 0, too.
            int level = Math.min((int) Math.max(rotated[i] * inverse + middle + 0.5f, 0), top) & -1 << dropped;
            levels[i] = level;
            float centred = level - kept;
            squares += centred * centred;
            products += centred * rotated[i];
        }
    }

    private void writeCode(MemorySegment codes, long at) {
        if (encoding.whole()) {
            writeAll(codes, at);
        } else {
            writeSigns(codes, at);
        }
    }

    private void writeAll(MemorySegment codes, long at) {
        long next = at;
        for (int bit = encoding.bits() - 1; bit > 0; bit--) {
            next = writeWords(codes, next, bit, 0, encoding.words());
        }
        next = writeWords(codes, next, 0, 0, encoding.lowestWords());
        codes.set(RaBitQ.FLOAT, next + RaBitQ.FACTOR, factor(products()));
        codes.set(RaBitQ.FLOAT, next + RaBitQ.ADDED, added);
    }

    private void writeSigns(MemorySegment codes, long at) {
        int top = encoding.bits() - 1;
        int words = encoding.codeWords();
        writeWords(codes, at, top, 0, words);
        double productsOfSigns = 0;
        for (int i = 0; i < words * Long.SIZE; i++) {
            productsOfSigns += (best[i] >>> top == 0 ? -0.5 : 0.5) * rotated[i];
        }
        long floats = at + (long) words * Long.BYTES;
        codes.set(RaBitQ.FLOAT, floats + RaBitQ.FACTOR, factor(productsOfSigns));
        codes.set(RaBitQ.FLOAT, floats + RaBitQ.ADDED, added);
        double length = 0.5 * Math.sqrt(words * (double) Long.SIZE);
        codes.set(RaBitQ.FLOAT, floats + RaBitQ.DEVIATION, deviation(productsOfSigns / length));
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
        double sum = 0;
        double middle = ((1 << encoding.bits()) - 1) * 0.5;
        int full = encoding.fullComponents();
        for (int i = 0; i < rotated.length; i++) {
            sum += (best[i] - (i < full ? middle : middle - 0.5)) * rotated[i];
        }
        return sum;
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
