package io.vicinal.bench.contender;

import io.github.jbellis.jvector.disk.BufferedRandomAccessWriter;
import io.github.jbellis.jvector.disk.RandomAccessReader;
import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.disk.ReaderSupplierFactory;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.disk.GraphIndexWriter;
import io.github.jbellis.jvector.graph.disk.GraphIndexWriterTypes;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.disk.feature.FeatureId;
import io.github.jbellis.jvector.graph.disk.feature.InlineVectors;
import io.github.jbellis.jvector.quantization.PQVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of JVector: the graph with its vectors inline, and the codes. The number of the first row is a file of ours. */
final class JVectorFiles {
    private static final String GRAPH = "graph.jvector";
    private static final String CODES = "codes.jvector";
    private static final String FIRST_ROW = "first-row.txt";

    private JVectorFiles() {}

    static void save(JVectorIndex index, Path folder) throws IOException {
        RandomAccessVectorValues vectors = index.vectors();
        if (vectors == null) {
            throw new UnsupportedOperationException("can't save what was opened: it is saved already");
        }
        try (GraphIndexWriter writer = GraphIndexWriter.getBuilderFor(
                        GraphIndexWriterTypes.RANDOM_ACCESS_PARALLEL, index.graph(), folder.resolve(GRAPH))
                .with(new InlineVectors(vectors.dimension()))
                .build()) {
            writer.write(Map.of(FeatureId.INLINE_VECTORS, node -> new InlineVectors.State(vectors.getVector(node))));
        }
        PQVectors codes = index.codes();
        if (codes != null) {
            try (BufferedRandomAccessWriter writer = new BufferedRandomAccessWriter(folder.resolve(CODES))) {
                codes.write(writer);
            }
        }
        Files.writeString(folder.resolve(FIRST_ROW), Integer.toString(index.firstRow()));
    }

    static JVectorIndex open(Path folder, JVectorCodes codes) throws IOException {
        int firstRow = Integer.parseInt(Files.readString(folder.resolve(FIRST_ROW)));
        PQVectors encoded = codes == JVectorCodes.NONE ? null : openCodes(folder.resolve(CODES));
        ReaderSupplier readers = ReaderSupplierFactory.open(folder.resolve(GRAPH));
        return new JVectorIndex(OnDiskGraphIndex.load(readers), null, encoded, firstRow);
    }

    private static @Nullable PQVectors openCodes(Path file) throws IOException {
        try (ReaderSupplier readers = ReaderSupplierFactory.open(file);
                RandomAccessReader reader = readers.get()) {
            return PQVectors.load(reader);
        }
    }
}
