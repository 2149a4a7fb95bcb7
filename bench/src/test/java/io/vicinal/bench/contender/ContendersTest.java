package io.vicinal.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContendersTest {
    @Nested
    class Flat extends ContenderContract {
        Flat() {
            super("flat", 1);
        }
    }

    @Nested
    class HnswlibJava extends ContenderContract {
        HnswlibJava() {
            super("hnswlib-java", 0.9);
        }
    }

    @Nested
    class HnswlibJavaSimd extends ContenderContract {
        HnswlibJavaSimd() {
            super("hnswlib-java-simd", 0.9);
        }
    }

    @Nested
    class JVector extends ContenderContract {
        JVector() {
            super("jvector", 0.9);
        }
    }

    @Nested
    class JVectorPq extends ContenderContract {
        JVectorPq() {
            super("jvector-pq", 0.9);
        }
    }

    @Nested
    class Lucene extends ContenderContract {
        Lucene() {
            super("lucene", 0.9);
        }
    }

    @Nested
    class LuceneInt8 extends ContenderContract {
        LuceneInt8() {
            super("lucene-int8", 0.9);
        }
    }

    @Nested
    class LuceneInt4 extends ContenderContract {
        LuceneInt4() {
            super("lucene-int4", 0.9);
        }
    }

    @Nested
    class LuceneOneBit extends ContenderContract {
        LuceneOneBit() {
            super("lucene-1bit", 0.9);
        }
    }

    @Test
    void peersUseTheirVectorKernels(@TempDir Path folder) throws IOException {
        ContenderSpec spec = new ContenderSpec(48, Metric.COSINE, 16, 100, 2, folder);
        try (Contender lucene = Contenders.make("lucene", spec);
                Contender jvector = Contenders.make("jvector", spec)) {
            assertThat(lucene.parameters()).contains("Vector API kernels");
            assertThat(jvector.parameters()).containsPattern("(Native|Panama)VectorizationProvider");
        }
    }

    @Test
    void unknownNameIsRefusedWithTheKnownOnes(@TempDir Path folder) {
        ContenderSpec spec = new ContenderSpec(48, Metric.COSINE, 16, 100, 2, folder);
        assertThatThrownBy(() -> Contenders.make("lucine", spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'lucine'")
                .hasMessageContaining("lucene-1bit");
    }
}
