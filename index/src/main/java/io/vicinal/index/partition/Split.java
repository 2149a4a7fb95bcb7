package io.vicinal.index.partition;

import static io.vicinal.kernel.Kernels.COLUMNS;

import io.vicinal.index.search.Parts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/** Splits rows among some of them, the leaders: each row goes to those nearest to it. */
final class Split {
    private static final int BLOCK = COLUMNS;

    private final PlacedRows rows;
    private final int[] places;
    private final int[] leaders;
    private final int fan;
    private final int[] assigned;

    /** Draws leaders, one from each of as many stretches of the rows; each row is to go to {@code fan} of them. */
    Split(PlacedRows rows, int[] places, int leaderCount, int fan, SplittableRandom random) {
        this.rows = rows;
        this.places = places;
        this.fan = fan;
        this.assigned = new int[places.length * fan];
        this.leaders = new int[leaderCount];
        for (int i = 0; i < leaderCount; i++) {
            leaders[i] = places[(int) ((i + random.nextDouble()) * places.length / leaderCount)];
        }
    }

    /** Returns the rows of each leader that has any, by place; leaders near to each other mostly come one after the other. */
    List<int[]> run(int threads) {
        Columns columns = new Columns(rows, leaders.length);
        columns.take(leaders);
        Parts.each(threads, Math.ceilDiv(places.length, BLOCK), () -> assigner(columns));
        return gather(chain(columns));
    }

    private IntConsumer assigner(Columns columns) {
        int width = Columns.whole(leaders.length);
        float[] row = new float[rows.dimension()];
        float[] block = new float[BLOCK * rows.dimension()];
        float[] products = new float[BLOCK * COLUMNS];
        float[] scores = new float[BLOCK * width];
        Largest nearest = new Largest(fan, leaders.length);
        return number -> {
            int first = number * BLOCK;
            int count = Math.min(BLOCK, places.length - first);
            rows.copy(places, first, count, columns.origin(), row, block);
            for (int second = 0; second < width; second += COLUMNS) {
                columns.multiply(block, 0, BLOCK, second, products);
                for (int i = 0; i < count; i++) {
                    System.arraycopy(products, i * COLUMNS, scores, i * width + second, COLUMNS);
                }
            }
            for (int i = 0; i < count; i++) {
                columns.finish(scores, i * width, leaders.length);
                nearest.find(scores, i * width, leaders.length);
                for (int rank = 0; rank < fan; rank++) {
                    assigned[(first + i) * fan + rank] = nearest.position(rank);
                }
            }
        };
    }

    /** Goes from leader to leader, always to the nearest that is left. */
    private int[] chain(Columns columns) {
        float[] products = new float[4 * COLUMNS];
        float[] scores = new float[Columns.whole(leaders.length)];
        BitSet left = new BitSet();
        left.set(0, leaders.length);
        int[] chain = new int[leaders.length];
        int at = 0;
        for (int i = 0; i < leaders.length; i++) {
            chain[i] = at;
            left.clear(at);
            for (int first = 0; first < leaders.length; first += COLUMNS) {
                columns.multiply(columns.block(), at & -4, 4, first, products);
                System.arraycopy(products, at % 4 * COLUMNS, scores, first, COLUMNS);
            }
            columns.finish(scores, 0, leaders.length);
            int nearest = left.nextSetBit(0);
            for (int other = nearest; other >= 0; other = left.nextSetBit(other + 1)) {
                if (scores[other] > scores[nearest]) {
                    nearest = other;
                }
            }
            at = nearest;
        }
        return chain;
    }

    private List<int[]> gather(int[] chain) {
        int[] sizes = new int[leaders.length];
        for (int leader : assigned) {
            sizes[leader]++;
        }
        int[][] groups = new int[leaders.length][];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = new int[sizes[i]];
        }
        for (int i = assigned.length - 1; i >= 0; i--) {
            int leader = assigned[i];
            groups[leader][--sizes[leader]] = places[i / fan];
        }
        List<int[]> gathered = new ArrayList<>(leaders.length);
        for (int leader : chain) {
            if (groups[leader].length > 0) {
                gathered.add(groups[leader]);
            }
        }
        return gathered;
    }
}
