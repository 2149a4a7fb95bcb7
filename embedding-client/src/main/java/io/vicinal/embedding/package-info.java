/** Embedding models: from texts to vectors. */
package io.vicinal.embedding;
