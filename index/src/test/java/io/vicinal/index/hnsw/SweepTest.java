package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.index.GraphSettings;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is true of the graph after rows have been taken out of it. */
class SweepTest {
    private static final int NODES = 1_500;
    private static final int[] NONE = {};

    @TempDir
    private Path folder;

    private final BitSet there = new BitSet();

    private Fixture connected(Random random) throws IOException {
        return connected(random, 6);
    }

    private Fixture connected(Random random, int connections) throws IOException {
        float[][] vectors = new float[NODES][8];
        for (float[] vector : vectors) {
            int cluster = random.nextInt(20);
            for (int i = 0; i < vector.length; i++) {
                vector[i] = new Random(cluster * 10L + i).nextInt(8) + random.nextFloat();
            }
        }
        GraphSettings settings = GraphSettings.DEFAULT.connections(connections).buildEffort(40);
        Fixture rows = new Fixture(folder, Metric.EUCLIDEAN, settings, vectors);
        rows.writer.connect(IntStream.range(0, NODES).toArray());
        there.set(0, NODES);
        return rows;
    }

    private void take(Fixture rows, int... ordinals) {
        for (int ordinal : ordinals) {
            rows.content.states().change(NONE, new int[] {ordinal});
            rows.writer.sweep().add(ordinal);
            there.clear(ordinal);
        }
    }

    /** Puts the same vectors into their places again. */
    private void bring(Fixture rows, int... ordinals) {
        for (int ordinal : ordinals) {
            rows.content.states().prepare(ordinal);
            rows.writer.connect(new int[] {ordinal});
            rows.content.states().change(new int[] {ordinal}, NONE);
            there.set(ordinal);
        }
    }

    private int[] some(Random random, int count) {
        return random.ints(0, NODES).distinct().filter(there::get).limit(count).toArray();
    }

    private void verify(Fixture rows) {
        for (int node = 0; node < NODES; node++) {
            for (int level = rows.links.graph().level(node); level >= 0; level--) {
                int[] list = rows.list(node, level);
                assertThat(list).doesNotHaveDuplicates().doesNotContain(node);
                int atLeast = level;
                assertThat(IntStream.of(list))
                        .allMatch(there::get)
                        .allMatch(other -> rows.links.graph().level(other) >= atLeast);
                assertThat(there.get(node) || list.length == 0).isTrue();
            }
        }
        verifyCounts(rows);
        assertThat(new Reach(rows.content).count()).isZero();
    }

    private void verifyCounts(Fixture rows) {
        int[] leadingTo = new int[NODES];
        for (int node = 0; node < NODES; node++) {
            IntStream.of(rows.list(node, 0)).forEach(neighbour -> leadingTo[neighbour]++);
        }
        for (int node = 0; node < NODES; node++) {
            assertThat(rows.links.inDegrees().of(node)).as("node %d", node).isEqualTo(leadingTo[node]);
            assertThat(leadingTo[node] > 0).as("node %d", node).isEqualTo(there.get(node) && there.cardinality() > 1);
        }
    }

    @Test
    void nothingLeadsToWhatIsGoneAndSomethingToAllThatIsLeft() throws IOException {
        Random random = new Random(1);
        try (Fixture rows = connected(random)) {
            verify(rows);
            for (int i = 0; i < 40; i++) {
                int[] going = some(random, i % 4 == 3 ? 300 : 30);
                take(rows, going);
                rows.writer.sweep().finish();
                verify(rows);
                assertThat(rows.free.removeLast()).containsExactlyInAnyOrder(going);
                rows.content.states().forget(going.length);
                bring(rows, going);
                verify(rows);
            }
        }
    }

    /** Lists are short, and whole neighbourhoods go. */
    @Test
    void whoeverLosesAllThatLedToItIsFoundAnother() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            there.clear();
            try (Fixture rows = connected(random, 3)) {
                for (int i = 0; i < 6; i++) {
                    take(rows, some(random, there.cardinality() / 2));
                    rows.writer.sweep().finish();
                    verifyCounts(rows);
                }
            }
        }
    }

    @Test
    void goesOnALittleWithEachRowThatIsRemoved() throws IOException {
        Random random = new Random(2);
        try (Fixture rows = connected(random)) {
            int gone = 0;
            for (int i = 0; i < 1_200; i++) {
                take(rows, some(random, 1));
                rows.writer.sweep().goOn();
                int freed = rows.free.stream().mapToInt(some -> some.length).sum();
                gone = Math.max(gone, i + 1 - freed);
            }
            // Two passes over 1,500 nodes, of 64 at a time, and the steps between.
            assertThat(gone).isBetween(20, 2 * (NODES / Sweep.NODES + 5));
            rows.writer.sweep().finish();
            verify(rows);
        }
    }

    @Test
    void waitsForThoseWhoRead() throws IOException {
        Random random = new Random(3);
        try (Fixture rows = connected(random)) {
            int reader = rows.epochs.enter();
            int[] going = some(random, 50);
            take(rows, going);
            for (int i = 0; i < 100; i++) {
                rows.writer.sweep().goOn();
            }
            // The reader may be connecting a row, and have chosen one of those that go: none is led past before it is
            // done.
            assertThat(rows.free).isEmpty();
            assertThat(IntStream.range(0, NODES).filter(there::get).flatMap(node -> IntStream.of(rows.list(node, 0))))
                    .anyMatch(node -> !there.get(node));
            rows.epochs.exit(reader);
            for (int i = 0; i < 100; i++) {
                rows.writer.sweep().goOn();
            }
            assertThat(rows.free).hasSize(1);
            verify(rows);
        }
    }

    @Test
    void waitsForThoseWhoCameWhileListsStillLedToWhatIsGone() throws IOException {
        Random random = new Random(5);
        try (Fixture rows = connected(random)) {
            int[] going = some(random, 50);
            take(rows, going);
            for (int i = 0; i < 10; i++) {
                rows.writer.sweep().goOn();
            }
            int reader = rows.epochs.enter();
            for (int i = 0; i < 100; i++) {
                rows.writer.sweep().goOn();
            }
            assertThat(rows.free).isEmpty();
            // No list leads to what is gone, but what is gone still leads on.
            assertThat(IntStream.range(0, NODES).filter(there::get).flatMap(node -> IntStream.of(rows.list(node, 0))))
                    .allMatch(there::get);
            assertThat(IntStream.of(going)).allMatch(node -> rows.list(node, 0).length > 0);
            rows.epochs.exit(reader);
            rows.writer.sweep().finish();
            verify(rows);
        }
    }

    @Test
    void takesOutEverything() throws IOException {
        Random random = new Random(4);
        try (Fixture rows = connected(random)) {
            take(rows, IntStream.range(0, NODES).toArray());
            rows.writer.sweep().finish();
            verify(rows);
            assertThat(rows.links.graph().entry()).isEqualTo(Graph.EMPTY);
            rows.content.states().forget(NODES);
            bring(rows, IntStream.range(0, 200).toArray());
            verify(rows);
        }
    }
}
