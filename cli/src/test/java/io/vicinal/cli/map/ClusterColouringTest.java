package io.vicinal.cli.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterColouringTest {
    private static MapDocument document(String id, String text) {
        return new MapDocument(id, text, Map.of());
    }

    @Test
    void theLargestClusterIsTheFirst() {
        List<MapDocument> documents = List.of(
                document("1", "bread and oven"),
                document("2", "ships at sea"),
                document("3", "bread and oven"),
                document("4", "bread and oven"),
                document("5", "ships at sea"),
                document("99", ""));
        int[] clusterOf = {2, 0, 2, 2, 0, 1};
        Colouring colouring = ClusterColouring.of(documents, i -> clusterOf[i], 3);
        assertThat(colouring.name()).isEqualTo("cluster");
        assertThat(colouring.groups())
                .extracting(Colouring.Group::label, Colouring.Group::count)
                .containsExactly(tuple("and, bread, oven", 3), tuple("sea, ships", 2), tuple("cluster 3", 1));
        assertThat(colouring.groupOf(0)).isZero();
        assertThat(colouring.groupOf(4)).isEqualTo(1);
        assertThat(colouring.groupOf(5)).isEqualTo(2);
    }
}
