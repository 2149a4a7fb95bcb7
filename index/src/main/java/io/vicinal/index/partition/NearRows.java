package io.vicinal.index.partition;

import io.vicinal.index.search.Parts;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;

/**
 * For each of many rows, others that are most likely among the nearest to it: of each group that it is in, the few that are nearest, and few that lead
 * elsewhere. Immutable.
 */
public final class NearRows {
    /** One in so many of a group is picked for lying in a direction of its own. */
    private static final int DIVERSE = 6;

    private final int kept;
    private final int[][] lists;
    private final long[] memberships;
    private final int[] starts;
    private final int[] order;

    private NearRows(int kept, int[][] lists, long[] memberships, int[] starts, int[] order) {
        this.kept = kept;
        this.lists = lists;
        this.memberships = memberships;
        this.starts = starts;
        this.order = order;
    }

    /**
     * Finds them.
     *
     * @param rows the rows, at least one
     * @param fan how many groups a row is in: with more, more of the nearest are found
     * @param kept how many of each group; where one group has all rows, {@code fan} times as many
     * @param threads how many threads, at most
     * @param progress is told which part of the work has been done since it was told last, by one thread at a time or several
     * @return what was found; always the same for the same rows
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static NearRows of(PlacedRows rows, int fan, int kept, int threads, DoubleConsumer progress) {
        List<int[]> groups = new Partition(rows, fan, threads).groups();
        int each = groups.size() == 1 ? Math.min(fan * kept, Partition.LARGEST) : kept;
        int[][] lists = new int[groups.size()][];
        double all = groups.stream().mapToLong(group -> group.length).sum();
        Parts.each(threads, groups.size(), () -> {
            IntConsumer finder = finder(rows, groups, each, lists);
            return i -> {
                finder.accept(i);
                progress.accept(groups.get(i).length / all);
            };
        });
        return index(rows.count(), groups, each, lists);
    }

    /**
     * Tells what finding them takes of the heap for a while, beside what is found.
     *
     * @param dimension floats in a row
     * @param threads how many threads, at most
     * @return about so many bytes
     */
    public static long workBytes(int dimension, int threads) {
        return Columns.bytes(Partition.MOST_LEADERS, dimension) + threads * GroupScores.bytes(dimension);
    }

    private static IntConsumer finder(PlacedRows rows, List<int[]> groups, int each, int[][] lists) {
        GroupScores compared = new GroupScores(rows);
        Picks picks = new Picks(each - diverse(each), diverse(each));
        return number -> {
            int[] group = groups.get(number);
            compared.compare(group);
            int[] list = new int[group.length * each];
            Arrays.fill(list, -1);
            for (int i = 0; i < group.length; i++) {
                picks.make(compared, i);
                for (int pick = 0; pick < picks.count(); pick++) {
                    list[i * each + pick] = group[picks.row(pick)];
                }
            }
            lists[number] = list;
        };
    }

    /** How many of those picked are not the nearest, but in different directions. */
    private static int diverse(int picked) {
        return Math.ceilDiv(picked, DIVERSE);
    }

    /** Notes where the lists of each row are. */
    private static NearRows index(int count, List<int[]> groups, int kept, int[][] lists) {
        int[] starts = new int[count + 1];
        for (int[] group : groups) {
            for (int place : group) {
                starts[place + 1]++;
            }
        }
        for (int i = 0; i < count; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = Arrays.copyOf(starts, count);
        long[] memberships = new long[starts[count]];
        int[] order = new int[count];
        int ordered = 0;
        for (int number = 0; number < lists.length; number++) {
            int[] group = groups.get(number);
            for (int i = 0; i < group.length; i++) {
                int place = group[i];
                if (next[place] == starts[place]) {
                    order[ordered++] = place;
                }
                memberships[next[place]++] = ((long) number << Integer.SIZE) | i;
            }
        }
        return new NearRows(kept, lists, memberships, starts, order);
    }

    /**
     * Returns all places in an order in which rows near to each other mostly come one after the other.
     *
     * @return places, not to be changed
     */
    public int[] order() {
        return order;
    }

    /**
     * Returns how many rows can be near to one, at most.
     *
     * @return room for {@link Reader#read}
     */
    public int most() {
        int memberships = 0;
        for (int i = 0; i + 1 < starts.length; i++) {
            memberships = Math.max(memberships, starts[i + 1] - starts[i]);
        }
        return memberships * kept;
    }

    /**
     * Makes what reads them.
     *
     * @return for one thread
     */
    public Reader reader() {
        return new Reader();
    }

    /** Reads rows near to others. For one thread. */
    public final class Reader {
        /** At each place, the number of the reading that met it last. */
        private final int[] met = new int[order.length];

        private int reading;

        private Reader() {}

        /**
         * Reads the rows near to one, each once and never that one itself.
         *
         * @param place the row
         * @param near receives their places, in no particular order
         * @return how many there are
         */
        public int read(int place, int[] near) {
            int count = 0;
            reading++;
            for (int i = starts[place]; i < starts[place + 1]; i++) {
                int[] list = lists[(int) (memberships[i] >>> Integer.SIZE)];
                int from = (int) memberships[i] * kept;
                for (int rank = from; rank < from + kept; rank++) {
                    int other = list[rank];
                    if (other >= 0 && met[other] != reading) {
                        met[other] = reading;
                        near[count++] = other;
                    }
                }
            }
            return count;
        }
    }
}
