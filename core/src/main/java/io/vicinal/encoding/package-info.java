/**
 * Forms of vectors that are many times shorter than floats, and estimates of scores from them. A search looks at codes first and at
 * floats only where a row may matter.
 *
 * <pre>{@code
 * Encoding encoding = EncodingKind.RABITQ2.create(Metric.COSINE, centroid);
 * encoding.newEncoder().encode(row, codes, 0, details, 0);
 * EncodedQuery query = encoding.newQuery();
 * query.set(vector);
 * query.score(codes, details, rows, rows.length, estimates);
 * }</pre>
 */
package io.vicinal.encoding;
