package io.vicinal.analysis;

import io.vicinal.analysis.kmeans.Space;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Makes clusters of numbers of clusters, whatever they are: centres, members in order, the largest cluster first. */
final class Gathering {
    private Gathering() {}

    /** Takes the cluster of each row, below zero for none; numbers may have gaps. */
    static Clusters clusters(Vectors vectors, int[] raw, List<CurvePoint> curve) {
        int[][] members = members(raw);
        int[] clusters = new int[raw.length];
        float[] scores = new float[raw.length];
        Arrays.fill(clusters, Clusters.NONE);
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        float[][] centres = new float[members.length][];
        Space space = Clusters.space(vectors);
        for (int cluster = 0; cluster < members.length; cluster++) {
            centres[cluster] = space.centre(members[cluster]);
            float[] near = space.scores(centres[cluster], members[cluster]);
            for (int i = 0; i < near.length; i++) {
                clusters[members[cluster][i]] = cluster;
                scores[members[cluster][i]] = near[i];
            }
            members[cluster] = nearestFirst(members[cluster], scores);
        }
        return new Clusters(clusters, scores, members, centres, curve);
    }

    /** The rows of each cluster, ascending; the largest cluster first, among equals the one with the first row. */
    private static int[][] members(int[] raw) {
        int numbers = Arrays.stream(raw).max().orElse(-1) + 1;
        int[] sizes = new int[Math.max(0, numbers)];
        for (int number : raw) {
            if (number >= 0) {
                sizes[number]++;
            }
        }
        int[][] members = new int[sizes.length][];
        Arrays.setAll(members, number -> new int[sizes[number]]);
        int[] filled = new int[sizes.length];
        for (int row = 0; row < raw.length; row++) {
            if (raw[row] >= 0) {
                members[raw[row]][filled[raw[row]]++] = row;
            }
        }
        return Arrays.stream(members)
                .filter(rows -> rows.length > 0)
                .sorted(Comparator.<int[]>comparingInt(rows -> -rows.length).thenComparingInt(rows -> rows[0]))
                .toArray(int[][]::new);
    }

    private static int[] nearestFirst(int[] rows, float[] scores) {
        return IntStream.of(rows)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> -scores[row])
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
