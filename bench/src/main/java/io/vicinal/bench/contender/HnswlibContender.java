package io.vicinal.bench.contender;

import com.github.jelmerk.hnswlib.core.NullProgressListener;
import com.github.jelmerk.hnswlib.core.SearchResult;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * hnswlib-java as its documentation shows it: items with their vectors on the heap. Its level 0 has twice as many connections
 * as it is told, like everybody's, and its effort is a setting of the index, so it is set when it changes. It has no filters.
 */
final class HnswlibContender implements Contender {
    private static final String FILE = "index.hnswlib";

    private final ContenderSpec spec;
    private final HnswlibDistance distance;
    private HnswIndex<Integer, float[], HnswlibItem, Float> index;
    private int nodes;

    HnswlibContender(ContenderSpec spec, HnswlibDistance distance) {
        this.spec = spec;
        this.distance = distance;
        this.index = HnswIndex.empty();
    }

    @Override
    public String version() {
        return Versions.ofJar(HnswIndex.class);
    }

    @Override
    public String parameters() {
        return "M %d, efConstruction %d, %s".formatted(spec.connections(), spec.buildEffort(), distance);
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
    public void build(VectorRows base, int from, int to) throws InterruptedException {
        index = HnswIndex.newBuilder(spec.dimension(), distance.of(spec.metric()), to - from)
                .withM(spec.connections())
                .withEfConstruction(spec.buildEffort())
                .withRemoveEnabled()
                .build();
        nodes = 0;
        insert(base, from, to);
    }

    /** An index never gets smaller, and its capacity is fixed until it is resized, which must not happen during a search. */
    @Override
    public void add(VectorRows base, int from, int to) throws InterruptedException {
        if (nodes + to - from > index.getMaxItemCount()) {
            index.resize(nodes + to - from);
        }
        insert(base, from, to);
    }

    private void insert(VectorRows base, int from, int to) throws InterruptedException {
        List<HnswlibItem> items = new ArrayList<>(to - from);
        for (int row = from; row < to; row++) {
            items.add(HnswlibItem.of(base, row));
        }
        index.addAll(items, spec.buildThreads(), NullProgressListener.INSTANCE, Integer.MAX_VALUE);
        nodes += to - from;
    }

    @Override
    public void remove(int from, int to) {
        for (int row = from; row < to; row++) {
            index.remove(row, 0);
        }
    }

    @Override
    public void save(Path folder) throws IOException {
        index.save(folder.resolve(FILE));
    }

    @Override
    public void open(Path folder) throws IOException {
        index = HnswIndex.load(folder.resolve(FILE));
        nodes = index.getMaxItemCount();
    }

    @Override
    public Searcher searcher() {
        return this::search;
    }

    private int search(float[] query, int effort, @Nullable RowFilter filter, int[] rows) {
        if (filter != null) {
            throw new UnsupportedOperationException("can't filter");
        }
        if (index.getEf() != effort) {
            index.setEf(effort);
        }
        List<SearchResult<HnswlibItem, Float>> found = index.findNearest(query, rows.length);
        for (int i = 0; i < found.size(); i++) {
            rows[i] = found.get(i).item().id();
        }
        return found.size();
    }

    @Override
    public void close() {
        index = HnswIndex.empty();
    }
}
