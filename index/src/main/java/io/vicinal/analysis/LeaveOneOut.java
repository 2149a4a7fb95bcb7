package io.vicinal.analysis;

import io.vicinal.analysis.Classification.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Every labelled document, classified by all others. */
final class LeaveOneOut {
    /** The part of the median distance between the nearest and the last voter over which weights fall: docs/recipes/classify.md compares others. */
    private static final double SOFTNESS = 0.5;

    private static final int BINS = 10;

    private final List<String> labels;
    private final Ballot ballot;
    private final String[] predicted;
    private final double[] share;
    private final boolean[] right;
    private final float[] nearest;

    private LeaveOneOut(List<String> labels, Ballot ballot) {
        this.labels = labels;
        this.ballot = ballot;
        this.predicted = new String[labels.size()];
        this.share = new double[labels.size()];
        this.right = new boolean[labels.size()];
        this.nearest = new float[labels.size()];
    }

    static LeaveOneOut of(List<String> labels, KnnGraph graph) {
        LeaveOneOut result = new LeaveOneOut(labels, new Ballot(softness(graph)));
        for (int row = 0; row < labels.size(); row++) {
            result.classify(row, graph);
        }
        return result;
    }

    private static double softness(KnnGraph graph) {
        double[] gaps = IntStream.range(0, graph.size())
                .mapToDouble(row -> graph.score(row, 0) - graph.score(row, voters(graph, row) - 1))
                .sorted()
                .toArray();
        double median = gaps[gaps.length / 2];
        // Where all neighbours are equally near, any number gives them the same weight.
        return median > 0 ? SOFTNESS * median : 1;
    }

    private static int voters(KnnGraph graph, int row) {
        int count = graph.k();
        while (count > 0 && graph.neighbour(row, count - 1) < 0) {
            count--;
        }
        return count;
    }

    private void classify(int row, KnnGraph graph) {
        List<Vote> votes = ballot.count(voters(graph, row), new Ballot.Voter() {
            @Override
            public String label(int rank) {
                return labels.get(graph.neighbour(row, rank));
            }

            @Override
            public float score(int rank) {
                return graph.score(row, rank);
            }
        });
        predicted[row] = votes.getFirst().label();
        share[row] = votes.getFirst().share();
        right[row] = predicted[row].equals(labels.get(row));
        nearest[row] = graph.score(row, 0);
    }

    Ballot ballot() {
        return ballot;
    }

    /** Fitted on all documents. */
    Calibration calibration() {
        return calibration(row -> true);
    }

    private Calibration calibration(IntPredicate which) {
        return Calibration.fit(
                share, right, IntStream.range(0, share.length).filter(which).toArray());
    }

    /** The score to the nearest below which only so much of the documents lie. */
    float floor(double part) {
        float[] sorted = nearest.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))];
    }

    Evaluation evaluate(float floor, double minConfidence) {
        Calibration calibration = calibration();
        int rights = 0;
        int answered = 0;
        int answeredRight = 0;
        for (int row = 0; row < share.length; row++) {
            boolean given = nearest[row] >= floor && calibration.probability(share[row]) >= minConfidence;
            rights += right[row] ? 1 : 0;
            answered += given ? 1 : 0;
            answeredRight += given && right[row] ? 1 : 0;
        }
        List<Confusion> matrix = matrix();
        List<LabelQuality> qualities = qualities(matrix);
        return new Evaluation(
                share.length,
                (double) rights / share.length,
                qualities.stream().mapToDouble(LabelQuality::f1).average().orElse(0),
                (double) answered / share.length,
                answered == 0 ? 0 : (double) answeredRight / answered,
                calibrationError(),
                qualities,
                matrix);
    }

    private List<Confusion> matrix() {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (int row = 0; row < predicted.length; row++) {
            counts.computeIfAbsent(labels.get(row), label -> new TreeMap<>()).merge(predicted[row], 1, Integer::sum);
        }
        List<Confusion> matrix = new ArrayList<>();
        counts.forEach((actual, row) ->
                row.forEach((label, documents) -> matrix.add(new Confusion(actual, label, documents))));
        return matrix;
    }

    private static List<LabelQuality> qualities(List<Confusion> matrix) {
        Map<String, Integer> having = new TreeMap<>();
        Map<String, Integer> taken = new TreeMap<>();
        Map<String, Integer> rightly = new TreeMap<>();
        for (Confusion entry : matrix) {
            having.merge(entry.actual(), entry.documents(), Integer::sum);
            taken.merge(entry.predicted(), entry.documents(), Integer::sum);
            if (entry.actual().equals(entry.predicted())) {
                rightly.put(entry.actual(), entry.documents());
            }
        }
        List<LabelQuality> qualities = new ArrayList<>();
        having.forEach((label, documents) -> {
            int hits = rightly.getOrDefault(label, 0);
            int predictions = taken.getOrDefault(label, 0);
            qualities.add(new LabelQuality(
                    label,
                    documents,
                    predictions == 0 ? 0 : (double) hits / predictions,
                    (double) hits / documents,
                    2.0 * hits / (documents + predictions)));
        });
        return qualities;
    }

    /** By a hash: documents may well come by turns. */
    private static int half(int row) {
        return (row * 0x9E3779B9) >>> 31;
    }

    /** Each half with what the other teaches: with its own it would always look right. */
    private double calibrationError() {
        double[] confidence = new double[BINS];
        int[] rights = new int[BINS];
        for (int half = 0; half < 2; half++) {
            int own = half;
            Calibration other = calibration(row -> half(row) != own);
            for (int row = 0; row < share.length; row++) {
                if (half(row) != own) {
                    continue;
                }
                double probability = other.probability(share[row]);
                int bin = Math.min(BINS - 1, (int) (probability * BINS));
                confidence[bin] += probability;
                rights[bin] += right[row] ? 1 : 0;
            }
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(confidence[bin] - rights[bin]);
        }
        return error / share.length;
    }
}
