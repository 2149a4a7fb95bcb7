import org.jspecify.annotations.NullMarked;

/** From texts to vectors. */
@NullMarked
module io.vicinal.embedding {
    requires transitive java.net.http;
    requires com.fasterxml.jackson.core;
    requires dev.failsafe.core;
    requires transitive io.vicinal.index;
    requires static jtokkit;
    requires static transitive org.jspecify;

    exports io.vicinal.embedding;
    exports io.vicinal.embedding.cache;
    exports io.vicinal.embedding.chunk;
    exports io.vicinal.embedding.client;
    exports io.vicinal.embedding.fault;
    exports io.vicinal.embedding.ingest;
    exports io.vicinal.embedding.listener;
    exports io.vicinal.embedding.provider;
    exports io.vicinal.embedding.text;
}
