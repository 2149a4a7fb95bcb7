package io.vicinal.bench.contender;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The contenders that run on the JVM, by name. */
public final class Contenders {
    private static final Map<String, Maker> MAKERS = new TreeMap<>(Map.ofEntries(
            Map.entry("flat", VicinalContender::flat),
            Map.entry("hnsw", VicinalContender::hnsw),
            Map.entry("hnswlib", VicinalContender::hnswlib),
            Map.entry("hnswlib-java", spec -> new HnswlibContender(spec, HnswlibDistance.OF_THE_LIBRARY)),
            Map.entry("hnswlib-java-simd", spec -> new HnswlibContender(spec, HnswlibDistance.VECTOR_API)),
            Map.entry("jvector", spec -> new JVectorContender(spec, JVectorCodes.NONE)),
            Map.entry("jvector-pq", spec -> new JVectorContender(spec, JVectorCodes.PRODUCT_QUANTIZATION)),
            Map.entry("lucene", spec -> new LuceneContender(spec, LuceneEncoding.FLOAT32)),
            Map.entry("lucene-int8", spec -> new LuceneContender(spec, LuceneEncoding.INT8)),
            Map.entry("lucene-int4", spec -> new LuceneContender(spec, LuceneEncoding.INT4)),
            Map.entry("lucene-1bit", spec -> new LuceneContender(spec, LuceneEncoding.ONE_BIT))));

    private Contenders() {}

    private interface Maker {
        Contender make(ContenderSpec spec) throws IOException;
    }

    /**
     * Lists them.
     *
     * @return their names
     */
    public static List<String> names() {
        return List.copyOf(MAKERS.keySet());
    }

    /**
     * Makes one.
     *
     * @param name one of {@link #names}
     * @param spec what it is to be
     * @return a contender without an index
     * @throws IOException if its files can't be made
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Contender make(String name, ContenderSpec spec) throws IOException {
        Maker maker = MAKERS.get(name);
        if (maker == null) {
            throw new IllegalArgumentException("there is no contender '%s' among %s".formatted(name, names()));
        }
        return maker.make(spec);
    }
}
