/**
 * What is known of a document beside its text and vector: fields with typed values.
 *
 * <pre>{@code
 * Metadata metadata = Metadata.builder().put("lang", "de").put("year", 2024).put("tags", List.of("draft", "maps")).build();
 * }</pre>
 */
@NullMarked
package io.vicinal.collection.metadata;

import org.jspecify.annotations.NullMarked;
