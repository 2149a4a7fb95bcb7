/**
 * A generation of a collection on disk and in memory: rows, journal and checkpoint, which documents there are at a moment, and how they are
 * found again after whatever ended the last process.
 */
@NullMarked
package io.vicinal.collection.store;

import org.jspecify.annotations.NullMarked;
