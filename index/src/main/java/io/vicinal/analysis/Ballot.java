package io.vicinal.analysis;

import io.vicinal.analysis.Classification.Vote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A vote of neighbours, nearest first, whose weight falls by the factor e for each so much that their score is less than the nearest one's.
 *
 * @param softness that much, more than 0
 */
record Ballot(double softness) {
    /** Says who a neighbour is and how near. */
    interface Voter {
        String label(int rank);

        float score(int rank);
    }

    /** Returns what each label got, the most first; among equal ones in alphabetical order. */
    List<Vote> count(int voters, Voter voter) {
        Map<String, Double> weights = new TreeMap<>();
        double sum = 0;
        for (int rank = 0; rank < voters; rank++) {
            double weight = Math.exp((voter.score(rank) - voter.score(0)) / softness);
            weights.merge(voter.label(rank), weight, Double::sum);
            sum += weight;
        }
        List<Vote> votes = new ArrayList<>();
        for (Map.Entry<String, Double> entry : weights.entrySet()) {
            votes.add(new Vote(entry.getKey(), entry.getValue() / sum));
        }
        votes.sort(Comparator.comparingDouble(vote -> -vote.share()));
        return votes;
    }
}
