package io.vicinal.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well a {@link Classifier} does on its own documents, each classified by all others (leave-one-out). Texts that are there several times make it look
 * better than it is on new ones.
 *
 * @param documents how many were classified
 * @param accuracy the part for which the label with the most votes is right, whether it would have been given or not
 * @param macroF1 the mean F1 of all labels, be they frequent or rare
 * @param answered the part that would have been given a label, and not none of these
 * @param answeredAccuracy the part of those that are right
 * @param calibrationError by how much confidence and accuracy differ on average, in ten bins of confidence; each half of the documents with the calibration
 *     of the other
 * @param labels how well each label is recognised, in alphabetical order
 * @param matrix the confusion matrix without its zeros, by actual label and then by predicted label in alphabetical order
 */
public record Evaluation(
        int documents,
        double accuracy,
        double macroF1,
        double answered,
        double answeredAccuracy,
        double calibrationError,
        List<LabelQuality> labels,
        List<Confusion> matrix) {
    /**
     * Returns how often a label was taken for another.
     *
     * @param actual the label that documents have
     * @param predicted the label they are taken for
     * @return documents, perhaps 0
     */
    public int count(String actual, String predicted) {
        return matrix.stream()
                .filter(entry ->
                        entry.actual().equals(actual) && entry.predicted().equals(predicted))
                .mapToInt(Confusion::documents)
                .sum();
    }

    /**
     * Returns the mistakes.
     *
     * @return the entries of the matrix off its diagonal, the most frequent first
     */
    public List<Confusion> mistakes() {
        List<Confusion> mistakes = new ArrayList<>(matrix);
        mistakes.removeIf(entry -> entry.actual().equals(entry.predicted()));
        mistakes.sort(Comparator.comparingInt((Confusion entry) -> -entry.documents()));
        return mistakes;
    }
}
