package io.vicinal.analysis;

import io.vicinal.analysis.Classification.Vote;
import io.vicinal.collection.Collection;
import io.vicinal.collection.filter.Filter;
import io.vicinal.index.Hits;
import io.vicinal.index.search.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells by labelled documents what a new one is: the nearest of them vote, and the nearer the more they count. How many of its votes a label needs to be
 * right how often, and how far from all labelled documents is strange, is learnt from the labelled documents, each classified by the others.
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.of(letters, "topic", ClassifierSettings.DEFAULT)) {
 *   System.out.println(classifier.evaluation().accuracy());
 *   Classification guess = classifier.classify(vector);
 *   System.out.println(guess.label().orElse("none of these") + " " + guess.confidence());
 * }
 * }</pre>
 *
 * <p>Immutable, and safe for use by several threads until it is closed.
 */
public final class Classifier implements AutoCloseable {
    private final Vectors vectors;
    private final boolean owned;
    private final List<String> labels;
    private final ClassifierSettings settings;
    private final LeaveOneOut known;
    private final Calibration calibration;
    private final float floor;

    private Classifier(
            Vectors vectors,
            boolean owned,
            List<String> labels,
            ClassifierSettings settings,
            AnalysisProgress progress) {
        if (labels.size() != vectors.size()) {
            throw new IllegalArgumentException(
                    "as many labels as vectors are needed but there are %d labels and %d vectors"
                            .formatted(labels.size(), vectors.size()));
        }
        if (vectors.size() < 2) {
            throw new IllegalArgumentException(
                    "at least 2 labelled documents are needed but there are " + vectors.size());
        }
        this.vectors = vectors;
        this.owned = owned;
        this.labels = List.copyOf(labels);
        this.settings = settings;
        int k = Math.min(settings.k(), vectors.size() - 1);
        this.known = LeaveOneOut.of(this.labels, KnnGraph.exact(vectors, k, progress));
        this.calibration = known.calibration();
        this.floor = known.floor(settings.strangers());
    }

    /**
     * Learns from labelled vectors.
     *
     * @param vectors at least two; they stay the caller's and must stay open
     * @param labels the label of each
     * @param settings how to decide
     * @param progress is told how many comparisons are made
     * @return the classifier
     * @throws IllegalArgumentException if there are too few vectors, or not as many labels
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Classifier of(
            Vectors vectors, List<String> labels, ClassifierSettings settings, AnalysisProgress progress) {
        return new Classifier(vectors, false, labels, settings, progress);
    }

    /**
     * Learns from labelled vectors.
     *
     * @param vectors at least two; they stay the caller's and must stay open
     * @param labels the label of each
     * @param settings how to decide
     * @return the classifier
     * @throws IllegalArgumentException if there are too few vectors, or not as many labels
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Classifier of(Vectors vectors, List<String> labels, ClassifierSettings settings) {
        return of(vectors, labels, settings, AnalysisProgress.NONE);
    }

    /**
     * Learns from the documents of a collection that have a certain metadata field, whose value is their label. A list is one label.
     *
     * @param collection which; it is not needed any more when this returns
     * @param field the field's name
     * @param settings how to decide
     * @param progress is told how many comparisons are made
     * @return the classifier, to be closed by the caller
     * @throws IllegalArgumentException if fewer than two documents have that field
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Classifier of(
            Collection collection, String field, ClassifierSettings settings, AnalysisProgress progress) {
        Vectors vectors = Vectors.of(collection, Filter.field(field).exists());
        try {
            if (vectors.size() < 2) {
                throw new IllegalArgumentException("at least 2 documents with field '%s' are needed but there are %d"
                        .formatted(field, vectors.size()));
            }
            return new Classifier(vectors, true, Labels.of(collection, field, vectors), settings, progress);
        } catch (RuntimeException | Error e) {
            vectors.close();
            throw e;
        }
    }

    /**
     * Learns from the documents of a collection that have a certain metadata field, whose value is their label. A list is one label.
     *
     * @param collection which; it is not needed any more when this returns
     * @param field the field's name
     * @param settings how to decide
     * @return the classifier, to be closed by the caller
     * @throws IllegalArgumentException if fewer than two documents have that field
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Classifier of(Collection collection, String field, ClassifierSettings settings) {
        return of(collection, field, settings, AnalysisProgress.NONE);
    }

    /**
     * Returns the labels.
     *
     * @return each once, in alphabetical order
     */
    public List<String> labels() {
        return List.copyOf(new TreeSet<>(labels));
    }

    /**
     * Classifies every labelled document by the others.
     *
     * @return how well that goes
     */
    public Evaluation evaluation() {
        return known.evaluate(floor, settings.minConfidence());
    }

    /**
     * Classifies a vector that is not among the labelled ones. One that is would vote for itself.
     *
     * @param vector as many floats as the labelled ones have
     * @return what it is taken for
     * @throws IllegalArgumentException if the vector is refused
     */
    public Classification classify(float[] vector) {
        return judge(new NearestRows(vectors).find(vector, "vector", settings.k()));
    }

    /**
     * Classifies vectors, on all cores.
     *
     * @param others the vectors
     * @param progress is told how many are done
     * @return what each is taken for, in that order
     * @throws IllegalArgumentException if a vector is refused; the message tells which
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public List<Classification> classifyAll(List<float[]> others, AnalysisProgress progress) {
        @Nullable Classification[] results = new Classification[others.size()];
        Counted counted = new Counted(others.size(), progress);
        Workers.onAllCores().run(results.length, () -> {
            NearestRows nearest = new NearestRows(vectors);
            return i -> {
                results[i] = judge(nearest.find(others.get(i), "vector " + i, settings.k()));
                counted.done(1);
            };
        });
        return Arrays.stream(results).map(Objects::requireNonNull).toList();
    }

    private Classification judge(Hits hits) {
        List<Vote> votes = known.ballot().count(hits.size(), new Ballot.Voter() {
            @Override
            public String label(int rank) {
                return labels.get((int) hits.id(rank));
            }

            @Override
            public float score(int rank) {
                return hits.score(rank);
            }
        });
        double confidence = calibration.probability(votes.getFirst().share());
        boolean known = hits.score(0) >= floor && confidence >= settings.minConfidence();
        List<Neighbour> nearest = new ArrayList<>();
        for (int rank = 0; rank < hits.size(); rank++) {
            nearest.add(new Neighbour(vectors.id((int) hits.id(rank)), hits.score(rank)));
        }
        return new Classification(
                known ? Optional.of(votes.getFirst().label()) : Optional.empty(), confidence, votes, nearest);
    }

    /** Frees the vectors, if they were read for it. */
    @Override
    public void close() {
        if (owned) {
            vectors.close();
        }
    }
}
