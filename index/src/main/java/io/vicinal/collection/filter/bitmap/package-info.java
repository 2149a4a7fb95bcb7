/**
 * Finds the documents that a filter wants without reading them: every field is indexed as soon as a document has it. Values that many
 * documents share have a bitmap of ordinals each; numbers beside these are pairs of number and ordinal, in order.
 */
@NullMarked
package io.vicinal.collection.filter.bitmap;

import org.jspecify.annotations.NullMarked;
