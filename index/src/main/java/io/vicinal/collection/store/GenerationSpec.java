package io.vicinal.collection.store;

import io.vicinal.index.IndexSpec;

/**
 * What the rows of a generation are, and how they are searched.
 *
 * @param engine the name of the engine
 * @param index what its index is to be
 * @param label what each journal begins with
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record GenerationSpec(String engine, IndexSpec index, byte[] label) {}
