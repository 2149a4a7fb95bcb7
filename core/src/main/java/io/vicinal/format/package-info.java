/**
 * Vector files of other tools: {@code .fvecs}, {@code .bvecs}, {@code .ivecs} and NumPy's {@code .npy}, streamed row by row,
 * mapped in place, or written.
 *
 * <p>{@code .fvecs}, {@code .bvecs} and {@code .ivecs} come from the TEXMEX corpus of INRIA (SIFT1M and its relatives). They have
 * no header: each row is its length as a little-endian 32-bit integer, then that many little-endian floats, unsigned bytes or
 * little-endian 32-bit integers. All rows of a file have one length. {@code .npy} is the array format of NumPy, described in
 * {@code numpy.lib.format}: a magic number, a version, and a short Python dictionary that tells type, order and shape; then the
 * bare values.
 *
 * {@snippet :
 * try (VectorReader reader = VectorReader.open(Path.of("sift_base.fvecs"));
 *         VectorWriter writer = VectorWriter.create(Path.of("sift_base.npy"), reader.dimension())) {
 *     float[] row = new float[reader.dimension()];
 *     while (reader.next(row)) {
 *         writer.write(row);
 *     }
 *     writer.commit();
 * }
 * }
 *
 * <p>A damaged file is refused with the place of the damage, a healthy one of an unsupported sort with what is supported. Values
 * pass through as they are: whether NaN, infinity or a zero vector is welcome is for the receiver to say.
 */
package io.vicinal.format;
