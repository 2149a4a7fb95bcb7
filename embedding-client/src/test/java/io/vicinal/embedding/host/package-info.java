/** A host of embedding models for tests: the JDK's HTTP server, speaking each provider's dialect with its quirks and faults. */
package io.vicinal.embedding.host;
