package io.vicinal.bench.report.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Moves labels as little as it takes for none to overlap another. */
final class Spread {
    private Spread() {}

    /**
     * Returns places at least a gap apart, between two bounds, in the order of the places wanted.
     *
     * @param wanted where labels would best be, in any order
     * @param gap the least distance of neighbours
     * @param low where the first may be
     * @param high where the last may be; if there is no room for all, they go on beyond it
     */
    static double[] of(double[] wanted, double gap, double low, double high) {
        Integer[] order = IntStream.range(0, wanted.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> wanted[i]));
        List<Group> groups = new ArrayList<>();
        for (int i : order) {
            groups.add(new Group(1, bounded(wanted[i], low, high)));
            while (groups.size() > 1 && overlap(groups.get(groups.size() - 2), groups.get(groups.size() - 1), gap)) {
                Group lower = groups.remove(groups.size() - 1);
                Group upper = groups.remove(groups.size() - 1);
                groups.add(upper.with(lower, gap, low, high));
            }
        }
        double[] places = new double[wanted.length];
        int next = 0;
        for (Group group : groups) {
            for (int i = 0; i < group.size; i++) {
                places[order[next++]] = group.first(gap) + i * gap;
            }
        }
        return places;
    }

    private static boolean overlap(Group upper, Group lower, double gap) {
        return upper.first(gap) + upper.size * gap > lower.first(gap) + 1e-9;
    }

    private static double bounded(double place, double low, double high) {
        return Math.max(low, Math.min(high, place));
    }

    /** Labels that touch one another, around a middle. */
    private record Group(int size, double middle) {
        double first(double gap) {
            return middle - (size - 1) * gap / 2;
        }

        Group with(Group lower, double gap, double low, double high) {
            int both = size + lower.size;
            double mean = (middle * size + lower.middle * lower.size) / both;
            double half = (both - 1) * gap / 2;
            return new Group(both, Math.max(low + half, Math.min(high - half, mean)));
        }
    }
}
