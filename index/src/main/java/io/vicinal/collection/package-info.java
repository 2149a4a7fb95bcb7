/**
 * Collections: documents with text, metadata and a vector in a folder that outlives crashes, found by meaning and by {@linkplain
 * io.vicinal.collection.filter filters}. Begin with {@link io.vicinal.collection.Collection}.
 */
@NullMarked
package io.vicinal.collection;

import org.jspecify.annotations.NullMarked;
