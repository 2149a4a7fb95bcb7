/**
 * Who serves embeddings over HTTP, as data: where, with which key, what they understand, and how much at once.
 *
 * <pre>{@code
 * Provider mine = Provider.compatible("http://localhost:8000").caps(Caps.UNKNOWN.inputs(32));
 * }</pre>
 */
package io.vicinal.embedding.provider;
