/** The journal of a collection: what was put and deleted, frame by frame, each of which is whole or not there. */
@NullMarked
package io.vicinal.collection.journal;

import org.jspecify.annotations.NullMarked;
