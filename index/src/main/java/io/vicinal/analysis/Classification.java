package io.vicinal.analysis;

import java.util.List;
import java.util.Optional;

/**
 * What a {@link Classifier} takes something for.
 *
 * @param label the label; empty for none of these
 * @param confidence how likely the label with the most votes is to be right, 0 to 1, as far as labelled documents tell
 * @param votes all labels that got any, the most first; among equal ones in alphabetical order
 * @param nearest the labelled documents that voted, nearest first
 */
public record Classification(Optional<String> label, double confidence, List<Vote> votes, List<Neighbour> nearest) {
    /**
     * What a label got.
     *
     * @param label the label
     * @param share its part of all votes, 0 to 1
     */
    public record Vote(String label, double share) {}
}
