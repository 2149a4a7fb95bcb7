/**
 * An embedding model that runs inside this process.
 *
 * <pre>{@code
 * try (EmbeddingModel model = LocalModel.load()) {
 *     List<float[]> vectors = model.embed(List.of("parse a date", "sort a list"));
 * }
 * }</pre>
 */
@NullMarked
package io.vicinal.cli.model;

import org.jspecify.annotations.NullMarked;
