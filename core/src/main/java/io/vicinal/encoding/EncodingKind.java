package io.vicinal.encoding;

import io.vicinal.kernel.Metric;
import java.util.Locale;

/**
 * The forms that vectors can be searched in before exact scores decide. Codes take, for each row of d dimensions, rounded up to whole cache lines
 * of 64 bytes (two areas for RaBitQ with more than one bit, see {@link Encoding}):
 */
public enum EncodingKind {
    /** Floats alone: no codes. */
    FLOAT32(0, 0),
    /**
     * What suits the dimension. In a graph that is {@link #RABITQ2} above 256, {@link #RABITQ_LINE} from 32 on, {@link #FLOAT32} below; where all rows
     * are compared the engine says what it is.
     */
    AUTO(2, 0),
    /** A byte a dimension, and twelve more: estimates that differ from exact scores by less than a hundredth, mostly far less. */
    INT8(1, 8),
    /** RaBitQ with the sign of each rotated component: of up to 384 dimensions d/8 bytes and twelve; of more 60 bytes, and (d - 384)/8 and eight. */
    RABITQ1(11, 1),
    /** RaBitQ with two bits a dimension: as with one, and d/8 bytes and eight. */
    RABITQ2(12, 2),
    /** RaBitQ with three bits a dimension: as with one, and d/4 bytes and eight. */
    RABITQ3(13, 3),
    /** RaBitQ with four bits a dimension: as with one, and 3d/8 bytes and eight. */
    RABITQ4(14, 4),
    /**
     * RaBitQ with as many bits as one cache line has room for, four at most: 448 for all components, and eight bytes. Of up to 64 dimensions that is four a
     * dimension, of 128 three and a half, of 192 two and a third; of more than 448 the signs of the first 448 components.
     */
    RABITQ_LINE(15, 4);

    /** The longest rows of which the bits of one line find as much for less: docs/BENCHMARKS.md. */
    private static final int LONG = 256;

    /** The shortest rows that codes are made of: floats of shorter ones take hardly more cache lines than codes. */
    private static final int SHORT = 32;

    private final int wireNumber;
    private final int bits;

    EncodingKind(int wireNumber, int bits) {
        this.wireNumber = wireNumber;
        this.bits = bits;
    }

    /**
     * Returns the number that stands for this form in files.
     *
     * @return a number that never changes
     */
    public int wireNumber() {
        return wireNumber;
    }

    /**
     * Finds a form by its number in files.
     *
     * @param wireNumber the number
     * @return the form
     * @throws IllegalArgumentException if there is none
     */
    public static EncodingKind ofWireNumber(int wireNumber) {
        for (EncodingKind kind : values()) {
            if (kind.wireNumber == wireNumber) {
                return kind;
            }
        }
        throw new IllegalArgumentException("there is no encoding with the number " + wireNumber);
    }

    /**
     * Returns the name that people write.
     *
     * @return in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a form by its label.
     *
     * @param label in any case
     * @return the form
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static EncodingKind ofLabel(String label) {
        for (EncodingKind kind : values()) {
            if (kind.label().equals(label.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "encoding must be float32, auto, int8, rabitq1 to rabitq4 or rabitq_line but is '%s'".formatted(label));
    }

    /**
     * Returns the bits that a component takes in a code, at most.
     *
     * @return 1 to 8; 0 for {@link #FLOAT32}, which has no codes, and {@link #AUTO}
     */
    public int bits() {
        return bits;
    }

    /**
     * Returns the form that rows of a length take in a graph.
     *
     * @param dimension floats in a row
     * @return this form, or what {@link #AUTO} is for that length
     */
    public EncodingKind of(int dimension) {
        if (this != AUTO) {
            return this;
        }
        return dimension > LONG ? RABITQ2 : dimension >= SHORT ? RABITQ_LINE : FLOAT32;
    }

    /**
     * Makes an encoding of this form. Codes of one and the same centroid can be compared with queries of the same, and no others.
     *
     * @param metric what scores mean
     * @param centroid a point that rows lie around, usually the mean of some; codes are of the differences from it, the shorter the better. Its
     *     length is the dimension
     * @return the encoding
     * @throws IllegalStateException if that is {@link #FLOAT32}, which has no codes
     */
    public Encoding create(Metric metric, float[] centroid) {
        EncodingKind kind = of(centroid.length);
        return switch (kind) {
            case FLOAT32, AUTO -> throw new IllegalStateException("FLOAT32 has no codes");
            case INT8 -> new Int8(metric, centroid.clone());
            case RABITQ1, RABITQ2, RABITQ3, RABITQ4, RABITQ_LINE -> new RaBitQ(kind, metric, centroid.clone());
        };
    }
}
