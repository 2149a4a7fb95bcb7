package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class QueryTest {
    private static final Query QUERY = Query.of(new float[] {1, 2});

    private static final List<UnaryOperator<Query>> OTHER_STEPS = List.of(
            query -> query.k(3), query -> query.effort(9), query -> query.threads(2), query -> query.minScore(0.5f));

    @Test
    void allowsEverythingAtFirst() {
        assertThat(QUERY.filtered()).isFalse();
        assertThat(QUERY.allowedIds()).isNull();
        assertThat(QUERY.allows(Long.MIN_VALUE)).isTrue();
    }

    @Test
    void looksAsHardAsKDemandsUnlessTold() {
        assertThat(QUERY.effort()).isEqualTo(64);
        assertThat(QUERY.k(500).effort()).isEqualTo(500);
        assertThat(QUERY.effort(9).k(500).effort()).isEqualTo(9);
        assertThat(QUERY.k(500).effort(64).threads(2).effort()).isEqualTo(64);
        assertThat(QUERY.k(500).minScore(0).effort()).isEqualTo(64);
    }

    @Test
    void takesAnyFormOfFilterAndKeepsItThroughOtherSteps() {
        Set<Long> ids = Set.of(4L, -8L);
        IdSet set = IdSet.of(4, -8);
        for (Query filtered : List.of(
                QUERY.filter(id -> id == 4 || id == -8),
                QUERY.filter(ids::contains),
                QUERY.filter(ids),
                QUERY.filter(set),
                QUERY.filter(set::contains))) {
            for (UnaryOperator<Query> step : OTHER_STEPS) {
                Query query = step.apply(filtered);
                assertThat(query.filtered()).isTrue();
                assertThat(query.allows(4)).isTrue();
                assertThat(query.allows(-8)).isTrue();
                assertThat(query.allows(5)).isFalse();
                assertThat(query.allowedIds()).isSameAs(filtered.allowedIds());
            }
        }
        assertThat(QUERY.filter(set).allowedIds()).isSameAs(set);
        assertThat(QUERY.filter(set::contains).allowedIds()).isNull();
        assertThat(QUERY.filtered()).isFalse();
    }

    @Test
    void theLastFilterCounts() {
        Query set = QUERY.filter(id -> id == 1).filter(IdSet.of(2));
        assertThat(set.allows(1)).isFalse();
        assertThat(set.allows(2)).isTrue();
        Query predicate = set.filter(id -> id == 3);
        assertThat(predicate.allowedIds()).isNull();
        assertThat(predicate.allows(2)).isFalse();
        assertThat(predicate.allows(3)).isTrue();
        Query list = set.filter(List.of(4L));
        assertThat(list.allows(2)).isFalse();
        assertThat(list.allows(4)).isTrue();
    }

    @Test
    void copiesACollection() {
        List<Long> ids = new ArrayList<>(List.of(1L, 2L));
        Query query = QUERY.filter(ids);
        ids.set(0, 3L);
        assertThat(query.allows(1)).isTrue();
        assertThat(query.allows(3)).isFalse();
    }
}
