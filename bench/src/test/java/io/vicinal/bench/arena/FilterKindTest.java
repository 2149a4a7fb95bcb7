package io.vicinal.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.bench.contender.RowFilter;
import io.vicinal.bench.contender.RowFilters;
import io.vicinal.kernel.Metric;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilterKindTest {
    private static final int ROWS = 2_000;

    private final Judge judge =
            new Judge(Metric.COSINE, Vectors.rows(Vectors.clustered(ROWS, 16, 5)), Vectors.clustered(40, 16, 6), 10);

    @ParameterizedTest
    @EnumSource
    void allowsTheWantedPartOfTheRowsToEachQuery(FilterKind kind) {
        for (double part : new double[] {0.0001, 0.01, 0.5, 1}) {
            long wanted = Math.max(1, Math.round(part * ROWS));
            RowFilters filters = kind.filters(judge, part);
            assertThat(filters.all())
                    .hasSize(40)
                    .allSatisfy(filter -> assertThat(allowed(filter)).isEqualTo(wanted));
        }
    }

    @Test
    void correlatedFiltersAllowNearRowsMoreOften() throws Exception {
        assertThat(allowedNeighbours(FilterKind.RANDOM)).isBetween(0.05, 0.15);
        assertThat(allowedNeighbours(FilterKind.CORRELATED)).isGreaterThan(0.2);
    }

    @Test
    void isTheSameInEachRun() {
        List<RowFilter> first = FilterKind.RANDOM.filters(judge, 0.1).all();
        List<RowFilter> second = FilterKind.RANDOM.filters(judge, 0.1).all();
        assertThat(second.get(7).ranks()).isEqualTo(first.get(7).ranks());
        assertThat(second.get(7).from()).isEqualTo(first.get(7).from());
    }

    private static long allowed(RowFilter filter) {
        return IntStream.range(0, ROWS).filter(filter::accepts).count();
    }

    private double allowedNeighbours(FilterKind kind) throws Exception {
        int[][] nearest = judge.truth(query -> row -> true).rows();
        List<RowFilter> filters = kind.filters(judge, 0.1).all();
        return IntStream.range(0, nearest.length)
                .mapToDouble(query -> IntStream.of(nearest[query])
                                .filter(filters.get(query)::accepts)
                                .count()
                        / (double) nearest[query].length)
                .average()
                .orElseThrow();
    }
}
