package io.vicinal.index.partition;

import io.vicinal.index.search.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Splits rows into groups small enough to be compared with themselves. Each row is in several, those of the leaders nearest to it: so two that
 * are near to each other are together in one at least, though each border of groups separates some (ball carving, as in PiPNN, Rubel and others 2026).
 */
final class Partition {
    /** Rows in a group, at most. The scores of a group with itself stay in the second-level cache. */
    static final int LARGEST = 400;

    /** Where a group is split once more, its parts are half as large as they may be, for some turn out larger than others. */
    private static final int HALF = LARGEST / 2;

    /** Rows to a leader at first; docs/BENCHMARKS.md has other numbers. */
    private static final int ROWS_TO_LEADER = 200;

    static final int MOST_LEADERS = 1_000;

    private final PlacedRows rows;
    private final int fan;
    private final int threads;

    /** Prepares to put each row in {@code fan} groups. */
    Partition(PlacedRows rows, int fan, int threads) {
        this.rows = rows;
        this.fan = fan;
        this.threads = threads;
    }

    /** Returns the groups, by place, those near to each other mostly one after the other. */
    List<int[]> groups() {
        int[] all = new int[rows.count()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        if (all.length <= LARGEST) {
            return List.of(all);
        }
        int leaders = Math.min(all.length, Math.clamp(all.length / ROWS_TO_LEADER, 2 * fan, MOST_LEADERS));
        List<int[]> large = new Split(rows, all, leaders, Math.min(fan, leaders), new SplittableRandom(0)).run(threads);
        List<List<int[]>> parts = new ArrayList<>();
        large.forEach(group -> parts.add(new ArrayList<>()));
        Parts.each(threads, large.size(), () -> i -> split(large.get(i), new SplittableRandom(i + 1L), parts.get(i)));
        List<int[]> groups = new ArrayList<>();
        parts.forEach(groups::addAll);
        return groups;
    }

    /** Splits a group until its parts are small. */
    private void split(int[] group, SplittableRandom random, List<int[]> parts) {
        if (group.length <= LARGEST) {
            parts.add(group);
            return;
        }
        int leaders = Math.clamp(group.length / HALF, 2, MOST_LEADERS);
        for (int[] part : new Split(rows, group, leaders, 1, random).run(1)) {
            if (part.length == group.length) {
                cut(part, random, parts);
            } else {
                split(part, random, parts);
            }
        }
    }

    /** Cuts what nothing tells apart, such as copies of a row, anyhow; and differently each time. */
    private static void cut(int[] group, SplittableRandom random, List<int[]> parts) {
        for (int i = group.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int place = group[i];
            group[i] = group[other];
            group[other] = place;
        }
        for (int from = 0; from < group.length; from += LARGEST) {
            int[] part = new int[Math.min(LARGEST, group.length - from)];
            System.arraycopy(group, from, part, 0, part.length);
            parts.add(part);
        }
    }
}
