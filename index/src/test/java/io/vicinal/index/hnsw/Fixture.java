package io.vicinal.index.hnsw;

import io.vicinal.index.BuildProgress;
import io.vicinal.index.FlatSettings;
import io.vicinal.index.GraphSettings;
import io.vicinal.index.IndexSpec;
import io.vicinal.index.rows.RowStore;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows, and a graph with places for them but without lists. */
final class Fixture implements AutoCloseable {
    final float[][] vectors;
    final Metric metric;
    final Arena arena = Arena.ofShared();
    final RowStore store;
    final Content content;
    final Epochs epochs = new Epochs();
    final Writer writer;
    final Links links;

    /** Places that were given away, as often as that happened. */
    final List<int[]> free = new ArrayList<>();

    final RowScorer scorer;

    Fixture(Path folder, Metric metric, GraphSettings settings, float[][] vectors) throws IOException {
        this.vectors = vectors;
        this.metric = metric;
        int dimension = vectors[0].length;
        IndexSpec spec =
                new IndexSpec(dimension, metric, folder, settings, FlatSettings.DEFAULT, 1, BuildProgress.NONE);
        store = RowStore.create(spec);
        for (float[] vector : vectors) {
            store.append(vector);
        }
        Graph graph = Graph.create(arena, new Levels(settings), settings.connections());
        RowStates states = RowStates.of(arena, vectors.length, MemorySegment.NULL);
        content = new Content(
                spec, graph, store, states, new IdTable(states), new Coding(spec, store, new Retired(epochs)));
        writer = new Writer(arena, content, epochs, free::add);
        links = writer.links();
        links.reserve(0, vectors.length);
        scorer = new RowScorer(content);
    }

    /** The score of two rows in double. */
    double score(int a, int b) {
        double sum = 0;
        for (int i = 0; i < vectors[a].length; i++) {
            double difference = (double) vectors[a][i] - vectors[b][i];
            sum += metric == Metric.EUCLIDEAN ? -difference * difference : (double) vectors[a][i] * vectors[b][i];
        }
        return sum;
    }

    Offer offer() {
        RowScorer own = new RowScorer(content);
        int dimension = vectors[0].length;
        Diversity diversity = new Diversity(own, content.spec());
        return new Offer(links, own, (ordinals, count, into) -> -1, diversity, new ScoreMemory(), dimension);
    }

    int[] list(int node, int level) {
        int[] list = new int[links.graph().maxDegree()];
        int count = links.graph().read(node, level, list);
        return Arrays.copyOf(list, count);
    }

    @Override
    public void close() {
        arena.close();
        store.close();
    }
}
