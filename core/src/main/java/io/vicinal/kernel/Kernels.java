package io.vicinal.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Similarity of float vectors: of two arrays, of a query and scattered rows in native memory, and of one or more queries and
 * rows in sequence. Rows are little-endian floats and need no alignment, though rows aligned to 64 bytes are read faster.
 *
 * <p>The fastest implementation that the JVM allows is chosen once: with {@code --add-modules jdk.incubator.vector} the Vector
 * API at 256 bit, or less if that is all the processor has, otherwise plain Java. The system property {@value #WIDTH_PROPERTY}
 * sets another width ({@code 512}, {@code 256}, {@code 128}) or {@code off}. {@link #describe()} tells what runs.
 *
 * <p>Whichever runs, a row gets the same result, bit for bit, alone or among others, scattered or in sequence, for one query or
 * several. Between implementations results differ by rounding: at most 1e-5 of the sum of the absolute values added up. A NaN
 * in gives a NaN out; sums beyond the range of a float are infinite. Two arrays are added up in an order of their own, so their
 * result may differ from that of a row by rounding. All methods are safe for use by several threads and, after the first call
 * in a thread, allocate nothing.
 */
public final class Kernels {
    static final String WIDTH_PROPERTY = "vicinal.simd";

    /** Columns that are multiplied at once: whole vectors, whatever the width of those is. */
    public static final int COLUMNS = 64;

    private static final KernelChoice CHOICE = KernelChoice.make();
    private static final RowKernels KERNELS = CHOICE.kernels();

    private Kernels() {}

    /**
     * Tells which implementation runs, how wide it computes, and why.
     *
     * @return for instance {@code "Vector API, 256 bit (the default, which -Dvicinal.simd changes)"}
     */
    public static String describe() {
        return KERNELS.describe() + " (" + CHOICE.reason() + ")";
    }

    /**
     * Tells whether the Vector API is used.
     *
     * @return false if the module is missing, the processor has no vectors, or they were switched off
     */
    public static boolean vectorised() {
        return !(KERNELS instanceof ScalarKernels);
    }

    /**
     * Returns the dot product of two vectors.
     *
     * @param a a vector
     * @param b a vector of the same length
     * @return the sum of the products of their components
     * @throws IllegalArgumentException if the lengths differ
     */
    public static float dot(float[] a, float[] b) {
        requireSameDimension(a, b);
        return KERNELS.dot(a, b);
    }

    /**
     * Returns the cosine similarity of two vectors, whose norms should lie between 1e-15 and 1e19: the squares of others are no
     * longer exact floats, and the result may be inexact, 0 or NaN.
     *
     * @param a a vector
     * @param b a vector of the same length
     * @return their dot product divided by the product of their norms; 0 if one of them is all zeros
     * @throws IllegalArgumentException if the lengths differ
     */
    public static float cosine(float[] a, float[] b) {
        requireSameDimension(a, b);
        return cosine(KERNELS.dot(a, b), KERNELS.dot(a, a), KERNELS.dot(b, b));
    }

    /**
     * Returns the squared Euclidean distance of two vectors.
     *
     * @param a a vector
     * @param b a vector of the same length
     * @return the sum of the squares of the differences of their components
     * @throws IllegalArgumentException if the lengths differ
     */
    public static float squaredEuclidean(float[] a, float[] b) {
        requireSameDimension(a, b);
        return KERNELS.squaredEuclidean(a, b);
    }

    /**
     * Returns the dot product of a vector and one row: the same as that of two arrays. Several rows are faster together.
     *
     * @param a a vector
     * @param rows memory with the row, little-endian floats as many as {@code a} has; native memory is fastest
     * @param offset where the row begins, in bytes
     * @return the sum of the products of their components
     * @throws IndexOutOfBoundsException if the row does not lie within the memory
     */
    public static float dot(float[] a, MemorySegment rows, long offset) {
        return KERNELS.dot(a, rows, offset);
    }

    /**
     * Returns the squared Euclidean distance of a vector and one row: the same as that of two arrays. Several rows are faster
     * together.
     *
     * @param a a vector
     * @param rows memory with the row, little-endian floats as many as {@code a} has; native memory is fastest
     * @param offset where the row begins, in bytes
     * @return the sum of the squares of the differences of their components
     * @throws IndexOutOfBoundsException if the row does not lie within the memory
     */
    public static float squaredEuclidean(float[] a, MemorySegment rows, long offset) {
        return KERNELS.squaredEuclidean(a, rows, offset);
    }

    /**
     * Computes the dot products of a query with scattered rows.
     *
     * @param query the query; its length is the dimension
     * @param rows native memory that holds the rows
     * @param offsets where each row begins, in bytes from the beginning of {@code rows}
     * @param count how many of the offsets to use
     * @param results receives {@code count} dot products from its beginning
     * @throws IndexOutOfBoundsException if a row reaches beyond {@code rows}, or an array is too short
     */
    public static void dot(float[] query, MemorySegment rows, long[] offsets, int count, float[] results) {
        requireRoom(count, offsets, results);
        KERNELS.dot(query, rows, offsets, count, results);
    }

    /**
     * Computes the cosine similarities of a query and scattered rows, neither of which need have length 1. Where they do, {@code
     * dot} gives the same for less. Norms should lie between 1e-15 and 1e19, as for two arrays.
     *
     * @param query the query; its length is the dimension
     * @param rows native memory that holds the rows
     * @param offsets where each row begins, in bytes from the beginning of {@code rows}
     * @param count how many of the offsets to use
     * @param results receives {@code count} similarities from its beginning; 0 where a vector is all zeros
     * @throws IndexOutOfBoundsException if a row reaches beyond {@code rows}, or an array is too short
     */
    public static void cosine(float[] query, MemorySegment rows, long[] offsets, int count, float[] results) {
        requireRoom(count, offsets, results);
        KERNELS.cosine(query, rows, offsets, count, results);
    }

    /**
     * Computes the squared Euclidean distances of a query from scattered rows.
     *
     * @param query the query; its length is the dimension
     * @param rows native memory that holds the rows
     * @param offsets where each row begins, in bytes from the beginning of {@code rows}
     * @param count how many of the offsets to use
     * @param results receives {@code count} squared distances from its beginning
     * @throws IndexOutOfBoundsException if a row reaches beyond {@code rows}, or an array is too short
     */
    public static void squaredEuclidean(float[] query, MemorySegment rows, long[] offsets, int count, float[] results) {
        requireRoom(count, offsets, results);
        KERNELS.squaredEuclidean(query, rows, offsets, count, results);
    }

    /**
     * Computes the dot products of queries with rows in sequence. Several queries share each row that is read: where rows come
     * from memory rather than cache, four or more at a time are several times faster than one by one.
     *
     * @param queries {@code queryCount} queries of {@code dimension} floats, one after the other from the beginning
     * @param queryCount number of queries
     * @param dimension floats in a query and in a row
     * @param rows native memory that holds the rows
     * @param offset where the first row begins, in bytes
     * @param stride bytes from one row to the next
     * @param count number of rows
     * @param results receives {@code queryCount * count} dot products; those of query q begin at {@code q * count}
     * @throws IndexOutOfBoundsException if a row reaches beyond {@code rows}, or an array is too short
     */
    public static void dot(
            float[] queries,
            int queryCount,
            int dimension,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            float[] results) {
        requireRoom(queries, queryCount, dimension, count, results);
        KERNELS.dot(queries, queryCount, dimension, rows, offset, stride, count, results);
    }

    /**
     * Computes the squared Euclidean distances of queries from rows in sequence, like the form of {@code dot} with the same
     * parameters.
     *
     * @param queries {@code queryCount} queries of {@code dimension} floats, one after the other from the beginning
     * @param queryCount number of queries
     * @param dimension floats in a query and in a row
     * @param rows native memory that holds the rows
     * @param offset where the first row begins, in bytes
     * @param stride bytes from one row to the next
     * @param count number of rows
     * @param results receives {@code queryCount * count} squared distances; those of query q begin at {@code q * count}
     * @throws IndexOutOfBoundsException if a row reaches beyond {@code rows}, or an array is too short
     */
    public static void squaredEuclidean(
            float[] queries,
            int queryCount,
            int dimension,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            float[] results) {
        requireRoom(queries, queryCount, dimension, count, results);
        KERNELS.squaredEuclidean(queries, queryCount, dimension, rows, offset, stride, count, results);
    }

    /**
     * Computes the dot products of queries with {@value #COLUMNS} columns: with vectors that lie across, the first components of all side by side, then
     * the second ones, and so on. Many queries with the same columns take about half the time that rows take, where turning rows into columns is
     * worth it.
     *
     * @param queries queries of {@code dimension} floats, one after the other
     * @param queryFrom where the first of them begins
     * @param queryCount number of queries, a multiple of 4
     * @param dimension floats in a query and in a column
     * @param columns {@value #COLUMNS} floats for each component
     * @param columnsFrom where those of the first component begin
     * @param results receives {@code queryCount} times {@value #COLUMNS} dot products; those of query q begin at {@code q} times {@value #COLUMNS}
     * @throws IndexOutOfBoundsException if an array is too short
     * @throws IllegalArgumentException if the number of queries is no multiple of 4
     */
    public static void dotColumns(
            float[] queries,
            int queryFrom,
            int queryCount,
            int dimension,
            float[] columns,
            int columnsFrom,
            float[] results) {
        Objects.checkFromIndexSize(queryFrom, (long) queryCount * dimension, queries.length);
        Objects.checkFromIndexSize(columnsFrom, (long) COLUMNS * dimension, columns.length);
        Objects.checkFromIndexSize(0, (long) queryCount * COLUMNS, results.length);
        if (queryCount % 4 != 0) {
            throw new IllegalArgumentException("queries are %d, no multiple of 4".formatted(queryCount));
        }
        KERNELS.dotColumns(queries, queryFrom, queryCount, dimension, columns, columnsFrom, results);
    }

    /**
     * Finds the values that are large enough, such as scores worth a closer look.
     *
     * @param values values; a NaN is not large enough
     * @param from where the first to look at stands
     * @param count how many to look at
     * @param bound the least that is
     * @param positions receives where such values stand, counted from {@code from}, ascending; room for {@code count}
     * @return how many there are
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static int atLeast(float[] values, int from, int count, float bound, int[] positions) {
        Objects.checkFromIndexSize(from, count, values.length);
        Objects.checkFromIndexSize(0, count, positions.length);
        return KERNELS.atLeast(values, from, count, bound, positions);
    }

    /**
     * Finds the values that are large enough, each by a bound of its own.
     *
     * @param values values; a NaN is not large enough
     * @param from where the first to look at stands
     * @param count how many to look at
     * @param bounds the least that is
     * @param firstBound where the bound of the first value stands; the others' come after it
     * @param positions receives where such values stand, counted from {@code from}, ascending; room for {@code count}
     * @return how many there are
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static int atLeast(float[] values, int from, int count, float[] bounds, int firstBound, int[] positions) {
        Objects.checkFromIndexSize(from, count, values.length);
        Objects.checkFromIndexSize(firstBound, count, bounds.length);
        Objects.checkFromIndexSize(0, count, positions.length);
        return KERNELS.atLeast(values, from, count, bounds, firstBound, positions);
    }

    /**
     * Finds a value that eight of them at least are as large as, and not many more than twenty of some hundred: enough to look for the few
     * largest among {@link #atLeast}. It is the least of the largest of eight parts, in which every eighth value belongs to the same.
     *
     * @param values values, no NaN among them
     * @param from where the first to look at stands
     * @param count how many to look at; those after the last eight whole are not
     * @return the value, or negative infinity if there are fewer than eight
     * @throws IndexOutOfBoundsException if the array is too short
     */
    public static float reachedByEight(float[] values, int from, int count) {
        Objects.checkFromIndexSize(from, count, values.length);
        return count < 8 ? Float.NEGATIVE_INFINITY : KERNELS.reachedByEight(values, from, count);
    }

    /**
     * Finds the largest value.
     *
     * @param values values, no NaN among them
     * @param count how many to look at, at least one
     * @return where it stands; of equal ones, the first
     * @throws IndexOutOfBoundsException if the array is too short, or {@code count} is not positive
     */
    public static int largest(float[] values, int count) {
        Objects.checkFromIndexSize(0, count, values.length);
        Objects.checkIndex(0, count);
        return KERNELS.largest(values, count);
    }

    /**
     * Drops values that have a larger rival: sets them to negative infinity.
     *
     * @param values values, no NaN among them
     * @param from where the first to look at stands
     * @param count how many to look at
     * @param rivals a rival of each
     * @param rivalsFrom where the rival of the first stands
     * @param margin by how much a rival must be larger; it may be below zero
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void drop(float[] values, int from, int count, float[] rivals, int rivalsFrom, float margin) {
        Objects.checkFromIndexSize(from, count, values.length);
        Objects.checkFromIndexSize(rivalsFrom, count, rivals.length);
        KERNELS.drop(values, from, count, rivals, rivalsFrom, margin);
    }

    /** Puts a cosine together from a dot product and two squared norms, in double since their product may leave a float's range. */
    static float cosine(float dot, float squaredNormA, float squaredNormB) {
        double norms = Math.sqrt((double) squaredNormA * squaredNormB);
        return norms == 0 ? 0 : (float) (dot / norms);
    }

    private static void requireSameDimension(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "dimension is %d but the other vector has %d components".formatted(a.length, b.length));
        }
    }

    private static void requireRoom(int count, long[] offsets, float[] results) {
        Objects.checkFromIndexSize(0, count, offsets.length);
        Objects.checkFromIndexSize(0, count, results.length);
    }

    private static void requireRoom(float[] queries, int queryCount, int dimension, int count, float[] results) {
        if (queryCount < 0 || dimension < 0 || count < 0) {
            throw new IndexOutOfBoundsException(
                    "there can't be %d queries of %d components and %d rows".formatted(queryCount, dimension, count));
        }
        Objects.checkFromIndexSize(0, (long) queryCount * dimension, queries.length);
        Objects.checkFromIndexSize(0, (long) queryCount * count, results.length);
    }
}
