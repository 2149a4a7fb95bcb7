package io.vicinal.embedding.chunk;

/** A part of a document that is best not cut. It begins where the one before ends, and holds the blank lines behind it. */
record Block(int from, int to, BlockKind kind) {}
