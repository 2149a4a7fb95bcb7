package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.index.IdSet;
import io.vicinal.index.Plan;
import io.vicinal.index.Query;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FilterPlannerTest {
    private static final int MILLION = 1_000_000;

    private final Arena arena = Arena.ofConfined();
    private final RowStates states = RowStates.create(arena);

    /** A set of which only the number of ids is asked. */
    private record Sized(long count) implements IdSet {
        @Override
        public boolean contains(long id) {
            throw new AssertionError();
        }

        @Override
        public void forEach(LongConsumer action) {
            throw new AssertionError();
        }
    }

    @AfterEach
    void free() {
        arena.close();
    }

    private Plan plan(int dimension, int effort, double share, int rows) {
        Query query = Query.of(new float[dimension]).effort(effort).filter(new Sized((long) (share * rows)));
        return new FilterPlanner(dimension, 32).plan(query, 0, states, rows, 1);
    }

    @Test
    void theMoreIsAllowedTheMoreOfTheGraphIsUsed() {
        assertThat(plan(384, 64, 0, MILLION)).isEqualTo(Plan.ALLOWED_SCAN);
        assertThat(plan(384, 64, 0.001, MILLION)).isEqualTo(Plan.ALLOWED_SCAN);
        assertThat(plan(384, 64, 0.05, MILLION)).isEqualTo(Plan.GRAPH_ALLOWED);
        assertThat(plan(384, 64, 0.5, MILLION)).isEqualTo(Plan.GRAPH);
        assertThat(plan(384, 64, 1, MILLION)).isEqualTo(Plan.GRAPH);
    }

    @Test
    void amongFewRowsAllThatAreAllowedAreCompared() {
        assertThat(plan(384, 64, 0.05, 20_000)).isEqualTo(Plan.ALLOWED_SCAN);
        assertThat(plan(384, 10_000, 0.5, MILLION)).isEqualTo(Plan.GRAPH);
        assertThat(plan(384, 100_000, 0.5, MILLION)).isEqualTo(Plan.ALLOWED_SCAN);
    }

    /** Each of these took at least half as long again the other way (docs/BENCHMARKS.md). */
    @Test
    void byCodesTheCheaperOfScanAndGraphIsTaken() {
        assertThat(planByCodes(384, 10, 200)).isEqualTo(Plan.ALLOWED_SCAN);
        assertThat(planByCodes(384, 10, 20)).isEqualTo(Plan.GRAPH);
        assertThat(planByCodes(384, 64, 33)).isEqualTo(Plan.ALLOWED_SCAN);
        assertThat(planByCodes(384, 64, 10)).isEqualTo(Plan.GRAPH);
        assertThat(planByCodes(128, 64, 100)).isEqualTo(Plan.ALLOWED_SCAN);
        assertThat(planByCodes(128, 10, 20)).isEqualTo(Plan.GRAPH);
        assertThat(planByCodes(1536, 10, 200)).isEqualTo(Plan.ALLOWED_SCAN);
        assertThat(planByCodes(1536, 64, 20)).isEqualTo(Plan.GRAPH);
    }

    /** Among a hundred thousand rows, with a predicate that allows one in so many. */
    private Plan planByCodes(int dimension, int effort, int oneIn) {
        Query query = Query.of(new float[dimension]).effort(effort).filter(id -> id % oneIn == 0);
        return plan(query, dimension, 100_000);
    }

    private Plan plan(Query query, int dimension, int rows) {
        return new FilterPlanner(dimension, 32)
                .plan(
                        query,
                        0,
                        RowStates.of(arena, rows, MemorySegment.NULL),
                        rows,
                        FilterPlanner.costOfCode(dimension));
    }

    @Test
    void asksAboutPartOfTheRowsUntilTheShareIsKnown() {
        assertThat(asked(0, 100_000)).isEqualTo(1_024);
        assertThat(asked(0, 800)).isEqualTo(101);
        assertThat(asked(Long.MAX_VALUE, 100_000)).isEqualTo(32);
    }

    /** How many rows a planner asks about where those below an id are allowed. */
    private int asked(long allowedBelow, int rows) {
        AtomicInteger asked = new AtomicInteger();
        plan(
                Query.of(new float[8]).filter(id -> {
                    asked.incrementAndGet();
                    return id < allowedBelow;
                }),
                8,
                rows);
        return asked.get();
    }

    /** Where they are compared fast, asking for what is allowed takes longer than passing through what is not. */
    @Test
    void longVectorsAreWorthSteppingOver() {
        assertThat(plan(64, 64, 0.2, MILLION)).isEqualTo(Plan.GRAPH);
        assertThat(plan(1536, 64, 0.2, MILLION)).isEqualTo(Plan.GRAPH_ALLOWED);
    }

    /** Of a hundredth ten rows are within two steps: too few to find the way along them. */
    @Test
    void whatHangsTogetherTooLooselyIsNotWalkedOn() {
        assertThat(plan(1536, 64, 0.01, 100 * MILLION)).isEqualTo(Plan.GRAPH);
    }

    @Test
    void withoutAFilterFewRowsAreAllCompared() {
        Query query = Query.of(new float[8]).effort(64);
        FilterPlanner planner = new FilterPlanner(8, 32);
        assertThat(planner.plan(query, 0, states, 1_000, 1)).isEqualTo(Plan.SCAN);
        assertThat(planner.plan(query, 0, states, 2_000, 1)).isEqualTo(Plan.GRAPH);
    }
}
