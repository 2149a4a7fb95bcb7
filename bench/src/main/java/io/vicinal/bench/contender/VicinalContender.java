package io.vicinal.bench.contender;

import io.vicinal.index.Hits;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.index.VectorIndexBuilder;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An engine of this library. */
final class VicinalContender implements Contender {
    /** Rows are added together as far as a quarter of the heap holds them: the first ones that come are connected all at once. */
    private static final long BATCH_FLOATS =
            Math.min(Runtime.getRuntime().maxMemory() / 4 / Float.BYTES, Integer.MAX_VALUE - 8);

    private static final String FILE = "index.vicinal";

    private final String engine;
    private final ContenderSpec spec;
    private VectorIndex index;

    private VicinalContender(String engine, ContenderSpec spec, UnaryOperator<VectorIndexBuilder> choice)
            throws IOException {
        this.engine = engine;
        this.spec = spec;
        VectorIndexBuilder builder = VectorIndex.builder(spec.dimension(), spec.metric());
        this.index = choice.apply(builder.directory(spec.folder())).create();
    }

    static VicinalContender flat(ContenderSpec spec) throws IOException {
        return new VicinalContender("flat", spec, VectorIndexBuilder::flat);
    }

    static VicinalContender hnsw(ContenderSpec spec) throws IOException {
        return new VicinalContender(
                "hnsw",
                spec,
                builder -> builder.hnsw(
                        graph -> graph.connections(spec.connections()).buildEffort(spec.buildEffort())));
    }

    static VicinalContender hnswlib(ContenderSpec spec) throws IOException {
        return new VicinalContender(
                "hnswlib",
                spec,
                builder -> builder.hnswlib(
                        graph -> graph.connections(spec.connections()).buildEffort(spec.buildEffort())));
    }

    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public String parameters() {
        return hasEffort() ? "M %d, efConstruction %d".formatted(spec.connections(), spec.buildEffort()) : "exact";
    }

    @Override
    public boolean hasEffort() {
        return !engine.equals("flat");
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public boolean saves() {
        return true;
    }

    @Override
    public void build(VectorRows base, int from, int to) throws IOException {
        add(base, from, to);
    }

    @Override
    public void add(VectorRows base, int from, int to) throws IOException {
        int batch = (int) Math.max(1, BATCH_FLOATS / spec.dimension());
        float[] row = new float[spec.dimension()];
        for (int first = from; first < to; first += batch) {
            int count = Math.min(batch, to - first);
            float[] rows = new float[count * spec.dimension()];
            for (int i = 0; i < count; i++) {
                base.copy(first + i, row);
                System.arraycopy(row, 0, rows, i * row.length, row.length);
            }
            index.addAll(LongStream.range(first, first + count).toArray(), rows);
        }
    }

    @Override
    public void remove(int from, int to) throws IOException {
        for (int row = from; row < to; row++) {
            index.remove(row);
        }
    }

    @Override
    public void save(Path folder) throws IOException {
        index.save(folder.resolve(FILE));
    }

    @Override
    public void open(Path folder) throws IOException {
        index.close();
        index = VectorIndex.open(folder.resolve(FILE));
    }

    @Override
    public Searcher searcher() {
        return this::search;
    }

    private int search(float[] vector, int effort, @Nullable RowFilter filter, int[] rows) {
        Query query = Query.of(vector).k(rows.length).effort(effort);
        Hits hits = index.search(filter == null ? query : query.filter(id -> filter.accepts((int) id)));
        for (int i = 0; i < hits.size(); i++) {
            rows[i] = (int) hits.id(i);
        }
        return hits.size();
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
