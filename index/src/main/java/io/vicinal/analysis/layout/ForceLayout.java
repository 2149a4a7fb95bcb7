package io.vicinal.analysis.layout;

import io.vicinal.index.search.Workers;
import java.util.function.IntConsumer;

/**
 * Moves points in the plane so that those which belong together come together: each is pulled by its neighbours, as strongly as they
 * belong together, and pushed away by others drawn at random, which stand for all. The forces are those of a heavy-tailed similarity,
 * {@code 1 / (1 + spread * distance²)}. After J. Tang, J. Liu, M. Zhang, Q. Mei, "Visualizing Large-scale and High-dimensional Data"
 * (LargeVis, 2016), and UMAP.
 *
 * <p>Those move one pair of points at a time, so that the outcome depends on who comes first. Here all points of an epoch move at once,
 * from where the epoch before has left them, and draw from a sequence of their own: the outcome is the same with any number of threads.
 * What would then make points overshoot is kept in check by taking the pull where the point will be, not where it is: a point goes to a
 * weighted mean of itself and its neighbours, never beyond them.
 */
public final class ForceLayout {
    private static final int BLOCK_ROWS = 512;

    /** How sharply similarity falls with the distance, in the units of the picture. */
    private static final float SPREAD = 1;

    /** How many others push a point in each epoch. On the JDK's javadoc 32 keep a tenth more of the neighbourhoods than 8 do. */
    private static final int SAMPLES = 32;

    /** How strongly others push. With less, groups lie upon each other; with more, they fall to pieces. */
    private static final float REPULSION = 5;

    /** How far points move at first, as a part of where forces draw them. */
    private static final float FIRST_STEP = 1;

    /** Keeps points that lie upon each other from being flung away. */
    private static final float SOFTNESS = 1e-3f;

    private static final float FARTHEST = 4;

    /** Half the width of the picture in the beginning, times the cube root of the number of points: room for all, but not so much that groups lose sight of each other. */
    private static final float START_RADIUS = 0.45f;

    private static final int SMOOTHINGS = 10;

    private final NeighbourWeights weights;
    private final Workers workers;
    private final long seed;
    private float[] now;
    private float[] next;

    private ForceLayout(NeighbourWeights weights, float[] start, long seed, Workers workers) {
        this.weights = weights;
        this.workers = workers;
        this.seed = seed;
        this.now = start;
        this.next = new float[start.length];
    }

    /**
     * Finds places.
     *
     * @param neighbours of each row
     * @param start where rows are in the beginning, x and y of each, on any scale
     * @param epochs how often all points move
     * @param seed decides what is drawn at random
     * @param workers do the work
     * @param progress is told the number of epochs done
     * @return x and y of each row
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static float[] run(
            Neighbours neighbours, float[] start, int epochs, long seed, Workers workers, IntConsumer progress) {
        ForceLayout layout =
                new ForceLayout(NeighbourWeights.of(neighbours, workers), spread(start, seed), seed, workers);
        for (int i = 0; i < SMOOTHINGS; i++) {
            layout.smooth();
        }
        layout.now = spread(layout.now, seed);
        for (int epoch = 0; epoch < epochs; epoch++) {
            layout.move(epoch, FIRST_STEP * (epochs - epoch) / epochs);
            progress.accept(epoch + 1);
        }
        return layout.now;
    }

    /** Brings points to the scale on which forces work, each a little aside, so that none lie upon each other. */
    private static float[] spread(float[] points, long seed) {
        float largest = Float.MIN_NORMAL;
        for (float coordinate : points) {
            largest = Math.max(largest, Math.abs(coordinate));
        }
        float radius = START_RADIUS * (float) Math.cbrt(points.length / 2.0);
        float[] spread = new float[points.length];
        for (int i = 0; i < points.length; i++) {
            float aside = (float) (mixed(seed ^ ~i) >>> 40) / (1 << 24) - 0.5f;
            spread[i] = radius * (points[i] / largest + 1e-3f * aside);
        }
        return spread;
    }

    /** Puts each point halfway to the mean of its neighbours: groups that the start has strewn gather before they are pushed apart. */
    private void smooth() {
        workers.run(weights.size(), BLOCK_ROWS, (block, first, end) -> {
            for (int row = first; row < end; row++) {
                float sum = 0;
                float x = 0;
                float y = 0;
                for (int i = weights.start(row); i < weights.start(row + 1); i++) {
                    float weight = weights.weight(i);
                    sum += weight;
                    x += weight * now[2 * weights.row(i)];
                    y += weight * now[2 * weights.row(i) + 1];
                }
                next[2 * row] = sum == 0 ? now[2 * row] : (now[2 * row] + x / sum) / 2;
                next[2 * row + 1] = sum == 0 ? now[2 * row + 1] : (now[2 * row + 1] + y / sum) / 2;
            }
        });
        swap();
    }

    private void move(int epoch, float step) {
        workers.run(weights.size(), BLOCK_ROWS, (block, first, end) -> {
            for (int row = first; row < end; row++) {
                move(row, epoch, step);
            }
        });
        swap();
    }

    private void swap() {
        float[] free = now;
        now = next;
        next = free;
    }

    private void move(int row, int epoch, float step) {
        float[] points = now;
        float x = points[2 * row];
        float y = points[2 * row + 1];
        float belonging = 0;
        float pull = 0;
        float towardsX = 0;
        float towardsY = 0;
        for (int i = weights.start(row); i < weights.start(row + 1); i++) {
            int other = weights.row(i);
            float dx = points[2 * other] - x;
            float dy = points[2 * other + 1] - y;
            float weight = weights.weight(i);
            float force = weight * 2 * SPREAD / (1 + SPREAD * (dx * dx + dy * dy));
            belonging += weight;
            pull += force;
            towardsX += force * dx;
            towardsY += force * dy;
        }
        float awayX = 0;
        float awayY = 0;
        long random = mixed(seed + ((long) epoch << 32) + row);
        for (int i = 0; i < SAMPLES; i++) {
            random = mixed(random);
            int other = (int) (((random >>> 32) * weights.size()) >>> 32);
            float dx = x - points[2 * other];
            float dy = y - points[2 * other + 1];
            float squared = dx * dx + dy * dy;
            float force = 2 / ((SOFTNESS + squared) * (1 + SPREAD * squared));
            awayX += clamp(force * dx);
            awayY += clamp(force * dy);
        }
        float push = REPULSION * belonging / SAMPLES;
        next[2 * row] = x + step * (towardsX + push * awayX) / (1 + step * pull);
        next[2 * row + 1] = y + step * (towardsY + push * awayY) / (1 + step * pull);
    }

    private static float clamp(float force) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, force));
    }

    /** Well mixed bits; G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (2014). */
    private static long mixed(long number) {
        long bits = number + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}
