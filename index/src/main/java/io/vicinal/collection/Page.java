package io.vicinal.collection;

import java.util.List;
import java.util.OptionalLong;

/**
 * Documents of a collection, in the order in which they were put.
 *
 * @param documents up to as many as asked for
 * @param next where to go on; empty if that was all
 */
public record Page(List<Document> documents, OptionalLong next) {}
