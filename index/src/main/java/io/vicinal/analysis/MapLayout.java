package io.vicinal.analysis;

import io.vicinal.analysis.layout.ForceLayout;
import io.vicinal.analysis.layout.Neighbours;
import io.vicinal.analysis.layout.PrincipalComponents;
import io.vicinal.analysis.layout.Turned;
import io.vicinal.index.search.Workers;
import io.vicinal.kernel.Metric;
import java.util.Objects;

/**
 * A picture of vectors: a place in the plane for each, so that what is near in the space of the vectors is near in the picture. Points begin at the
 * first two principal components; then neighbours pull each other together, and all others push each other apart.
 *
 * <pre>{@code
 * KnnGraph nearest = KnnGraph.exact(vectors, 15);
 * MapLayout map = MapLayout.of(vectors, nearest, MapSettings.DEFAULT, AnalysisProgress.NONE);
 * System.out.println(vectors.id(7) + " is at " + map.x(7) + ", " + map.y(7));
 * }</pre>
 *
 * <p>What lies together belongs together. How far apart groups lie, and how dense they are, says little: a plane has too little room to tell.
 * {@link #preserved} measures how much of the neighbourhoods is left.
 *
 * <p>Immutable, and safe for use by several threads. The same vectors, graph and seed give the same picture, with any number of threads, on the same
 * machine; on another processor rounding may differ.
 */
public final class MapLayout {
    private static final int COMPONENTS = 2;

    private final float[] places;

    private MapLayout(float[] places) {
        this.places = places;
    }

    /**
     * Finds a place for each vector.
     *
     * @param vectors the vectors
     * @param nearest the neighbours of each, ten to thirty: more show larger structures, fewer show finer ones
     * @param settings how
     * @param progress is told how often points have moved
     * @return the places
     * @throws IllegalArgumentException if the graph is one of more or fewer vectors
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static MapLayout of(Vectors vectors, KnnGraph nearest, MapSettings settings, AnalysisProgress progress) {
        nearest.requireSize(vectors.size());
        if (vectors.size() == 0) {
            return new MapLayout(new float[0]);
        }
        int epochs = settings.epochs();
        Workers workers = new Workers(settings.threads());
        float[] start = start(vectors, settings.seed(), workers);
        Neighbours neighbours = new GraphNeighbours(nearest, vectors.metric() == Metric.EUCLIDEAN);
        float[] places = ForceLayout.run(
                neighbours, start, epochs, settings.seed(), workers, done -> progress.report(done, epochs));
        return new MapLayout(Turned.wide(places));
    }

    /** The first two principal components; where vectors have a single dimension, the second is 0. */
    private static float[] start(Vectors vectors, long seed, Workers workers) {
        PrincipalComponents components = PrincipalComponents.of(vectors.rows(), COMPONENTS, seed, workers);
        float[] coordinates = components.coordinates(vectors.rows(), workers);
        if (components.count() == COMPONENTS) {
            return coordinates;
        }
        float[] start = new float[COMPONENTS * vectors.size()];
        for (int row = 0; row < vectors.size(); row++) {
            start[COMPONENTS * row] = coordinates[row];
        }
        return start;
    }

    /** A graph as the layout sees it. */
    private record GraphNeighbours(KnnGraph graph, boolean squared) implements Neighbours {
        @Override
        public int size() {
            return graph.size();
        }

        @Override
        public int most() {
            return graph.k();
        }

        @Override
        public int row(int row, int rank) {
            return graph.neighbour(row, rank);
        }

        @Override
        public float distance(int row, int rank) {
            float distance = -graph.score(row, rank);
            return squared ? (float) Math.sqrt(distance) : distance;
        }
    }

    /**
     * Returns the number of vectors.
     *
     * @return rows
     */
    public int size() {
        return places.length / 2;
    }

    /**
     * Returns where a vector lies across. The picture is wider than it is high, and its middle is at 0.
     *
     * @param row from 0 to {@code size() - 1}
     * @return on a scale on which neighbours lie about half a unit apart
     */
    public float x(int row) {
        return places[2 * Objects.checkIndex(row, size())];
    }

    /**
     * Returns how high a vector lies, on the same scale as {@link #x}.
     *
     * @param row from 0 to {@code size() - 1}
     * @return greater is higher
     */
    public float y(int row) {
        return places[2 * Objects.checkIndex(row, size()) + 1];
    }

    /**
     * Measures how much of the neighbourhoods is left in the picture.
     *
     * @param nearest the neighbours of each vector
     * @param sample how many vectors to look at, at equal distances; at least 1
     * @return of the neighbours of those vectors, the part that is among as many nearest in the picture; 1 if none has any
     * @throws IllegalArgumentException if the graph is one of more or fewer vectors, or the sample is less than 1
     */
    public double preserved(KnnGraph nearest, int sample) {
        if (nearest.size() != size() || sample < 1) {
            throw new IllegalArgumentException(
                    "a graph of %d vectors and a sample of at least 1 are needed, not %d and %d"
                            .formatted(size(), nearest.size(), sample));
        }
        return Preservation.of(places, nearest, sample);
    }
}
