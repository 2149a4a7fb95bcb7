package io.vicinal.collection.store;

import io.vicinal.collection.metadata.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What is to be put.
 *
 * @param id the caller's key
 * @param text its text, if it has one
 * @param metadata its fields
 * @param vector checked, not changed
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record NewDocument(String id, @Nullable String text, Metadata metadata, float[] vector) {}
