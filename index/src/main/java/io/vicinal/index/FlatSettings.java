package io.vicinal.index;

import io.vicinal.encoding.EncodingKind;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How the engine {@code flat} compares rows. Settings are immutable: each method that takes something returns others that differ in it.
 *
 * <p>With codes, every row's code is compared and the floats of those rows only that may be among the best: far less to read. How far an estimate
 * may be off is known, so that the share of the true neighbours passed over is known, too. Scores are exact all the same.
 *
 * @param encoding the form in which all rows are compared; {@link EncodingKind#FLOAT32} to compare their floats
 * @param confidence how likely each true neighbour is found, over the random rotations that codes could have been made with: from 0.5 to below 1; of no
 *     meaning without codes, which find all
 */
public record FlatSettings(EncodingKind encoding, double confidence) {
    /** Floats alone, and with codes one neighbour missed in ten thousand. */
    public static final FlatSettings DEFAULT = new FlatSettings(EncodingKind.FLOAT32, 0.9999);

    /** Rows so short that floats are hardly more to read than codes. */
    private static final int SHORT = 32;

    private static final String SECTION = "flat";
    private static final int BYTES = 16;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if the confidence is out of range
     */
    public FlatSettings {
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be from 0.5 to below 1 but is " + confidence);
        }
    }

    /**
     * Sets the form in which rows are compared.
     *
     * @param encoding {@link EncodingKind#AUTO} for codes that suit the dimension: {@link EncodingKind#RABITQ2} from 32 on, none below
     * @return the settings with that form
     */
    public FlatSettings encoding(EncodingKind encoding) {
        return new FlatSettings(encoding, confidence);
    }

    /**
     * Sets how likely each true neighbour is found.
     *
     * @param confidence from 0.5 to below 1
     * @return the settings with that confidence
     * @throws IllegalArgumentException if it is out of range
     */
    public FlatSettings confidence(double confidence) {
        return new FlatSettings(encoding, confidence);
    }

    /**
     * Returns the form that rows of a length take.
     *
     * @param dimension floats in a row
     * @return the encoding, never {@link EncodingKind#AUTO}
     */
    public EncodingKind encoding(int dimension) {
        if (encoding != EncodingKind.AUTO) {
            return encoding;
        }
        // One bit is a quarter faster where rows lie in groups, and no better than floats where they don't:
        // docs/BENCHMARKS.md.
        return dimension >= SHORT ? EncodingKind.RABITQ2 : EncodingKind.FLOAT32;
    }

    /**
     * Returns how many standard deviations above its estimate a score is expected with no more than the likelihood that the confidence leaves.
     *
     * @return the quantile of the normal distribution
     */
    public double deviations() {
        double step = 1.0 / 1024;
        double likelihood = 0.5;
        double deviations = 0;
        while (likelihood < confidence && deviations < 8) {
            double middle = deviations + step / 2;
            likelihood += step * Math.exp(-middle * middle / 2) / Math.sqrt(2 * Math.PI);
            deviations += step;
        }
        return deviations;
    }

    /**
     * Writes them as the section {@code flat}; for the engine.
     *
     * @param snapshot where to
     * @throws IOException if the disk refuses
     */
    public void write(SnapshotWriter snapshot) throws IOException {
        byte[] bytes = new byte[BYTES];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(confidence)
                .putInt(encoding.wireNumber());
        snapshot.begin(SECTION);
        snapshot.write(MemorySegment.ofArray(bytes));
    }

    /**
     * Reads the section {@code flat}; for the engine.
     *
     * @param snapshot where from
     * @return what it says; what is usual if there is none
     * @throws io.vicinal.storage.CorruptFileException if that is impossible
     */
    public static FlatSettings read(Snapshot snapshot) {
        if (!snapshot.has(SECTION)) {
            return DEFAULT;
        }
        ByteBuffer buffer = ByteBuffer.wrap(snapshot.section(SECTION, BYTES).toArray(ValueLayout.JAVA_BYTE))
                .order(ByteOrder.LITTLE_ENDIAN);
        try {
            return new FlatSettings(EncodingKind.ofWireNumber(buffer.getInt(8)), buffer.getDouble(0));
        } catch (IllegalArgumentException e) {
            throw snapshot.corrupt(SECTION, 0, String.valueOf(e.getMessage()));
        }
    }
}
